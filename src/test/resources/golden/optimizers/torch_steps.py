"""Ten steps by PyTorch 1.13 in float64 with its own automatic gradients, of the optimizers whose formulas are
Keras's, or are where epsilon is 0 or momentum_decay is 1 (see README.md). python3 torch_steps.py > torch_steps.json"""
import json

import torch

from problem import B, STEPS, T, W, X

torch.set_default_dtype(torch.float64)
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.1, initial_accumulator_value=0.1, eps=0),
    "adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.95, eps=1e-7),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=0),
    "rmsprop_momentum": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.8, momentum=0.7, eps=0),
    "rmsprop_centered": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, centered=True, eps=0),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05, eps=0),
    "amsgrad": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.9, 0.5), eps=0, amsgrad=True),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, eps=0, weight_decay=0.3),
    "nadam": lambda p: torch.optim.NAdam(p, lr=0.05, eps=1e-7, momentum_decay=1, foreach=True),
}


def run(make):
    w, b = torch.tensor(W, requires_grad=True), torch.tensor(B, requires_grad=True)
    x, t = torch.tensor(X), torch.tensor(T)
    optimizer = make([w, b])
    steps = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(torch.tanh(x @ w + b), t).backward()
        optimizer.step()
        steps.append(w.flatten().tolist() + b.tolist())
    return steps


all_steps = {name: run(make) for name, make in OPTIMIZERS.items()}
print("{\n" + ",\n".join(f' "{n}": [\n' + ",\n".join(f"  {s}" for s in steps) + "]" for n, steps in all_steps.items()) + "\n}")
