"""Use cases of CI providers: builds and logs that were not sent to us are fetched."""
