"""Administrative databases that we query and write: each behind its own address, timeout and circuit breaker."""
