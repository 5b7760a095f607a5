"""Gradients and ten training steps of recurrent layers, computed by PyTorch's autograd in float64.

    python3 make.py gradients > gradients.json        (PyTorch 1.13 or later; no other package)
    python3 make.py sequences > sequences.json

Weights are kept in Keras's layout. Where PyTorch has the layer (RNN, LSTM, GRU with the reset gate after the
product; one direction or both; no mask or one of padding at the end, as a packed sequence) its own layer computes,
with the weights carried over; else (reset gate before the product, other masks) the equations step by step, with
Keras's meaning of a mask. Both ways are compared wherever both exist.
"""
import json
import sys

import torch

torch.set_default_dtype(torch.float64)
B, T, D, U, C = 4, 6, 3, 4, 3
GATES = {"simple_rnn": 1, "lstm": 4, "gru": 3, "gru_reset_before": 3}
STEPS = 10


def draw(seed, *shape):
    return (torch.rand(*shape, generator=torch.Generator().manual_seed(seed)) * 2 - 1) * 0.7


MASKS = {
    "none": None,
    "end": torch.tensor([[1.0] * n + [0.0] * (T - n) for n in (6, 4, 3, 1)]),
    "start": torch.tensor([[0.0] * (T - n) + [1.0] * n for n in (6, 4, 3, 1)]),
    "middle": torch.tensor([[1, 0, 1, 1, 0, 1], [1, 1, 1, 1, 1, 1], [0, 1, 0, 1, 0, 1], [0, 0, 0, 0, 0, 0.0]]),
}


def direction(seed, cell):
    columns = GATES[cell] * U
    bias = (2, columns) if cell == "gru" else (columns,)
    return [draw(seed, D, columns), draw(seed + 1, U, columns), draw(seed + 2, *bias)]


def step(cell, x, state, weights):
    kernel, recurrent, bias = weights
    h = state[0]
    if cell == "simple_rnn":
        return [torch.tanh(x @ kernel + h @ recurrent + bias)]
    if cell == "lstm":
        i, f, g, o = (x @ kernel + h @ recurrent + bias).split(U, 1)
        c = torch.sigmoid(f) * state[1] + torch.sigmoid(i) * torch.tanh(g)
        return [torch.sigmoid(o) * torch.tanh(c), c]
    if cell == "gru":
        xz, xr, xg = (x @ kernel + bias[0]).split(U, 1)
        hz, hr, hg = (h @ recurrent + bias[1]).split(U, 1)
        z, r = torch.sigmoid(xz + hz), torch.sigmoid(xr + hr)
        g = torch.tanh(xg + r * hg)
    else:
        xz, xr, xg = (x @ kernel + bias).split(U, 1)
        z = torch.sigmoid(xz + h @ recurrent[:, :U])
        r = torch.sigmoid(xr + h @ recurrent[:, U : 2 * U])
        g = torch.tanh(xg + (r * h) @ recurrent[:, 2 * U :])
    return [z * h + (1 - z) * g]


def loop(cell, x, mask, weights, backwards):
    """The last output, in Keras's meaning: a masked step holds the state."""
    state = [torch.zeros(B, U) for _ in range(2 if cell == "lstm" else 1)]
    last = torch.zeros(B, U)
    for t in reversed(range(T)) if backwards else range(T):
        after = step(cell, x[:, t], state, weights)
        live = torch.ones(B, 1) if mask is None else mask[:, t : t + 1]
        last = live * after[0] + (1 - live) * last
        state = [live * a + (1 - live) * b for a, b in zip(after, state)]
    return last


# PyTorch's order of blocks: LSTM i, f, g, o as Keras; GRU r, z, n where Keras has z, r, h (its z is Keras's z).
def blocks(cell, w):
    parts = list(w.split(U, -1))
    if cell == "gru":
        parts = [parts[1], parts[0], parts[2]]
    return torch.cat(parts, -1).transpose(-1, 0) if w.dim() > 1 else torch.cat(parts, -1)


def library(cell, x, mask, directions):
    """What torch.nn.RNN, LSTM and GRU call, so that gradients flow to weights in Keras's layout."""
    function = {"simple_rnn": torch.rnn_tanh, "lstm": torch.lstm, "gru": torch.gru}[cell]
    flat = []
    for kernel, recurrent, bias in directions:
        outer, inner = (bias[0], bias[1]) if cell == "gru" else (bias, torch.zeros_like(bias))
        flat += [blocks(cell, kernel), blocks(cell, recurrent), blocks(cell, outer), blocks(cell, inner)]
    both = len(directions) == 2
    zeros = torch.zeros(len(directions), B, U)
    state = (zeros, zeros) if cell == "lstm" else zeros
    if mask is None:
        last = function(x, state, flat, True, 1, 0.0, False, both, True)[1]
    else:
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, mask.sum(1).long(), batch_first=True)
        last = function(packed.data, packed.batch_sizes, state, flat, True, 1, 0.0, False, both)[1]
    return torch.cat(list(last), 1)


def forward(cell, x, mask, directions, own):
    if own:
        return library(cell, x, mask, directions)
    return torch.cat([loop(cell, x, mask, w, i == 1) for i, w in enumerate(directions)], 1)


def weights(cell, both):
    directions = [direction(10, cell)] + ([direction(20, cell)] if both else [])
    head = [draw(30, U * len(directions), C), draw(31, C)]
    return directions, head


def loss(cell, x, mask, directions, head, labels, own):
    logits = forward(cell, x, mask, directions, own) @ head[0] + head[1]
    return torch.nn.functional.cross_entropy(logits, labels)


def train(cell, x, mask, both, labels, own, adam):
    """Ten steps; the loss before each. Adam as Keras writes it: epsilon 1e-7 beside the uncorrected moment."""
    directions, head = weights(cell, both)
    flat = [w.requires_grad_() for d in directions for w in d] + [w.requires_grad_() for w in head]
    m, v = [torch.zeros_like(w) for w in flat], [torch.zeros_like(w) for w in flat]
    losses = []
    for n in range(1, STEPS + 1):
        value = loss(cell, x, mask, directions, head, labels, own)
        losses.append(value.item())
        for i, (w, g) in enumerate(zip(flat, torch.autograd.grad(value, flat))):
            with torch.no_grad():
                if adam:
                    m[i] += 0.1 * (g - m[i])
                    v[i] += 0.001 * (g * g - v[i])
                    w -= 0.01 * (1 - 0.999**n) ** 0.5 / (1 - 0.9**n) * m[i] / (v[i].sqrt() + 1e-7)
                else:
                    w -= 0.1 * g
    return losses


def numbers(t):
    return {"shape": list(t.shape), "data": [float("%.15g" % v) for v in t.detach().flatten().tolist()]}


def case(cell, both, masked):
    mask, x, labels = MASKS[masked], draw(1, B, T, D).requires_grad_(), torch.tensor([0, 2, 1, 0])
    directions, head = weights(cell, both)
    flat = [w.requires_grad_() for d in directions for w in d]
    own = cell != "gru_reset_before" and masked in ("none", "end")
    output = forward(cell, x, mask, directions, own)
    if own:
        difference = (output - forward(cell, x, mask, directions, False)).abs().max().item()
        assert difference < 1e-12, (cell, masked, difference)
    factors = draw(40, *output.shape)
    gradients = torch.autograd.grad((output * factors).sum(), [x] + flat)
    return {
        "cell": cell,
        "bidirectional": both,
        "mask": masked,
        "by": "torch.nn" if own else "step by step",
        "factors": numbers(factors),
        "weights": [numbers(w) for w in flat],
        "head": [numbers(w) for w in head],
        "output": numbers(output),
        "gradients": [numbers(g) for g in gradients],
        "sgd": train(cell, x.detach(), mask, both, labels, own, False),
        "adam": train(cell, x.detach(), mask, both, labels, own, True),
    }


def scan(cell, x, mask, weights, backwards, state, zeros):
    """Every output and the last states, in Keras's meaning: a masked step repeats the output before, or is zero."""
    last, outputs = torch.zeros(B, U), [None] * T
    for t in reversed(range(T)) if backwards else range(T):
        after = step(cell, x[:, t], state, weights)
        live = torch.ones(B, 1) if mask is None else mask[:, t : t + 1]
        last = live * after[0] + (1 - live) * last
        outputs[t] = live * last if zeros else last
        state = [live * a + (1 - live) * b for a, b in zip(after, state)]
    return torch.stack(outputs, 1), state


def sequence(cell, both, masked):
    """L = outputs and last states times factors, from initial states; weights as in gradients.json."""
    mask, x = MASKS[masked], draw(1, B, T, D).requires_grad_()
    directions = [[w.requires_grad_() for w in d] for d in weights(cell, both)[0]]
    count = 2 if cell == "lstm" else 1
    initial = [[draw(50 + 10 * i + k, B, U).requires_grad_() for k in range(count)] for i in range(len(directions))]
    parts = [scan(cell, x, mask, w, i == 1, initial[i], both) for i, w in enumerate(directions)]
    output = torch.cat([p[0] for p in parts], 2)
    states = [s for p in parts for s in p[1]]
    own = cell != "gru_reset_before" and masked in ("none", "end")
    if own:
        compare(cell, x, mask, directions, initial, output, states)
    factors = [draw(40, *output.shape)] + [draw(70 + i, B, U) for i in range(len(states))]
    loss = sum((y * f).sum() for y, f in zip([output] + states, factors))
    inputs = [x] + [s for d in initial for s in d] + [w for d in directions for w in d]
    return {
        "cell": cell,
        "bidirectional": both,
        "mask": masked,
        "compared": own,
        "initial": [numbers(s) for d in initial for s in d],
        "outputs": [numbers(y) for y in [output] + states],
        "factors": [numbers(f) for f in factors],
        "gradients": [numbers(g) for g in torch.autograd.grad(loss, inputs)],
    }


def compare(cell, x, mask, directions, initial, output, states):
    """Holds outputs at real steps and the last states to PyTorch's own layer."""
    function = {"simple_rnn": torch.rnn_tanh, "lstm": torch.lstm, "gru": torch.gru}[cell]
    flat = []
    for kernel, recurrent, bias in directions:
        outer, inner = (bias[0], bias[1]) if cell == "gru" else (bias, torch.zeros_like(bias))
        flat += [blocks(cell, kernel), blocks(cell, recurrent), blocks(cell, outer), blocks(cell, inner)]
    both = len(directions) == 2
    first = [torch.stack([d[k] for d in initial]) for k in range(len(initial[0]))]
    first = tuple(first) if cell == "lstm" else first[0]
    if mask is None:
        result = function(x, first, flat, True, 1, 0.0, False, both, True)
        sequences = result[0]
    else:
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, mask.sum(1).long(), batch_first=True)
        result = function(packed.data, packed.batch_sizes, first, flat, True, 1, 0.0, False, both)
        again = torch.nn.utils.rnn.PackedSequence(result[0], packed.batch_sizes)
        sequences = torch.nn.utils.rnn.pad_packed_sequence(again, batch_first=True)[0]
    live = torch.ones(B, T, 1) if mask is None else mask[:, :, None]
    difference = ((output - sequences) * live).abs().max().item()
    count = len(initial[0])
    for i in range(len(directions)):
        for k in range(count):
            difference = max(difference, (result[1 + k][i] - states[i * count + k]).abs().max().item())
    assert difference < 1e-12, (cell, difference)


ALL = [(c, both, m) for c in GATES for both in (False, True) for m in MASKS]
shared = {
    "torch": torch.__version__,
    "input": numbers(draw(1, B, T, D)),
    "masks": {k: numbers(m) for k, m in MASKS.items() if m is not None},
    "labels": [0, 2, 1, 0],
}
if sys.argv[1] == "gradients":
    json.dump({**shared, "cases": [case(*c) for c in ALL]}, sys.stdout)
else:
    json.dump({**shared, "cases": [sequence(*c) for c in ALL]}, sys.stdout)
