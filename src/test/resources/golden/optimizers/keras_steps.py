"""Ten steps of every case of problem.py by Keras's own optimizers, in float64.

    KERAS_BACKEND=jax JAX_ENABLE_X64=1 python3 keras_steps.py > keras_steps.json

with a Python that has keras (3) and jax. Gradients are problem.py's: what is written down here is Keras's updates alone.
"""
import json
import sys

import keras
import numpy

from problem import B, CASES, STEPS, W, gradients

if keras.backend.backend() != "jax":
    sys.exit("keras_steps.py: expected KERAS_BACKEND=jax, got " + keras.backend.backend() + "; README.md says why")
keras.backend.set_floatx("float64")


def schedule(rate):
    if not isinstance(rate, tuple):
        return rate
    kind, *values = rate
    if kind == "CosineDecay":
        start, steps, alpha, target, warmup = values
        return keras.optimizers.schedules.CosineDecay(start, steps, alpha=alpha, warmup_target=target, warmup_steps=warmup)
    return getattr(keras.optimizers.schedules, kind)(*values)


def tensor(numbers):
    return keras.ops.convert_to_tensor(numpy.array(numbers, "float64"))


def run(kind, made_with, beside):
    options = {**made_with, **beside, "learning_rate": schedule(made_with["learning_rate"])}
    optimizer = getattr(keras.optimizers, kind)(**options)
    kernel, bias = (keras.Variable(numpy.array(a), dtype="float64") for a in (W, B))
    optimizer.build([kernel, bias])
    steps = []
    for _ in range(STEPS):
        dw, db = gradients(numpy.asarray(kernel).tolist(), numpy.asarray(bias).tolist())
        optimizer.apply([tensor(dw), tensor(db)])
        steps.append(numpy.asarray(kernel).ravel().tolist() + numpy.asarray(bias).tolist())
    return steps


all_steps = {name: run(*case) for name, case in CASES.items()}
print("{\n" + ",\n".join(f' "{n}": [\n' + ",\n".join(f"  {s}" for s in steps) + "]" for n, steps in all_steps.items()) + "\n}")
