"""What is charged where support is given at the applicable rates (D.5): estimate, consent, work done, invoice."""
