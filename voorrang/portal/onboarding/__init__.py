"""The onboarding pack and the checklist of the activation."""
