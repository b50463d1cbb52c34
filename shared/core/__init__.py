"""Pure decisions: no clock, environment, network, disk or vendor client; imports only itself."""
