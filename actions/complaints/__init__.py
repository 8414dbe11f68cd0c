"""Complaints and reports."""
