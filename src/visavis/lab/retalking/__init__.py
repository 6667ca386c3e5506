"""VideoReTalking's three networks (Cheng et al., SIGGRAPH Asia 2022), under the official state-dict names."""
