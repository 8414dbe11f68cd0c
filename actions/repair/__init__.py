"""What a citizen does when a conversation goes astray."""
