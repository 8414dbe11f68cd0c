"""Forms: what a service asks a citizen, question by question, and how a conversation goes astray in between and comes back."""
