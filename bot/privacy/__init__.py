"""Privacy: redaction, encryption, retention, erasure, audit."""
