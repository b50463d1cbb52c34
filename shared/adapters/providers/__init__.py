"""CI providers by their REST APIs, through requests; importing this connects nowhere."""
