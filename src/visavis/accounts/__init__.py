"""Who is who: joining, signing in, guests, recovery, invitations, and leaving without a trace."""
