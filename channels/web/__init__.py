"""The web channel: a small JSON API, a stream of events, and the demo page that uses both."""
