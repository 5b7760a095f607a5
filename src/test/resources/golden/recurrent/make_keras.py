"""What Keras makes of masks anywhere, initial, returned and carried states, and of penalties on the output.

    python3 make_keras.py options > keras_options.json        (Keras 3 on TensorFlow)
    python3 make_keras.py activity > keras_activity.json

Everything in float64. Each case has the weights in Keras's order, what goes in, what comes out, and the gradients of
L = sum over the outputs of output * factors, and the penalties where there are some.
"""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
layers = keras.layers
random = np.random.default_rng(11)
BATCH, TIME, FEATURES, UNITS = 3, 5, 2, 2
MASKS = {
    "none": None,
    "end": [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [1, 0, 0, 0, 0]],
    "start": [[1, 1, 1, 1, 1], [0, 0, 1, 1, 1], [0, 0, 0, 0, 1]],
    "middle": [[1, 0, 1, 0, 1], [0, 1, 0, 1, 1], [1, 0, 0, 0, 1]],
    "row": [[1, 0, 1, 1, 1], [0, 0, 0, 0, 0], [1, 1, 1, 1, 0]],
}
CELLS = {
    "simple_rnn": layers.SimpleRNN,
    "lstm": layers.LSTM,
    "gru": layers.GRU,
    "gru_reset_before": lambda units, **o: layers.GRU(units, reset_after=False, **o),
}
WAYS = ["forward", "backward", "concat", "sum", "mul", "ave", "none"]


def numbers(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "data": [float("%.11g" % v) for v in array.flatten()]}


def drawn(*shape):
    return tf.Variable(random.uniform(-1, 1, shape).round(3))


def flat(outputs):
    return list(tf.nest.flatten(outputs))


def weigh(layer):
    for w in layer.weights:
        w.assign(random.uniform(-0.8, 0.8, w.shape).round(3))
    return [numbers(w) for w in layer.trainable_weights]


def answer(outputs, factors, loss, tape, sources, layer):
    sources = sources + [w.value for w in layer.trainable_weights]
    gradients = tape.gradient(loss, sources)
    return {
        "outputs": [numbers(y) for y in outputs],
        "factors": [numbers(f) for f in factors],
        "gradients": [numbers(np.zeros(s.shape) if g is None else g) for g, s in zip(gradients, sources)],
    }


def option(number, cell, way, masked):
    """The options go round, each pair of sequences, states and initial states with every way and mask."""
    kind = list(CELLS).index(cell) + WAYS.index(way) + list(MASKS).index(masked)
    chosen = {
        "return_sequences": kind % 2 == 0,
        "return_state": kind // 2 % 2 == 0,
        "use_bias": number % 4 != 3,
        "stateful": number % 3 == 2,
    }
    both = way not in ("forward", "backward")
    if both and chosen["stateful"]:
        chosen["return_state"] = False  # Keras 3.15 fails on that: its compute_mask multiplies a generator
    initial = number % 3 == 1
    layer = CELLS[cell](UNITS, go_backwards=way == "backward", **chosen)
    if both:
        layer = layers.Bidirectional(layer, merge_mode=None if way == "none" else way)
    states = (2 if cell == "lstm" else 1) * (2 if both else 1)
    x = drawn(BATCH, TIME, FEATURES)
    given = [drawn(BATCH, UNITS) for _ in range(states)] if initial else []
    layer.build((BATCH, TIME, FEATURES))
    weights = weigh(layer)
    before = None
    if chosen["stateful"]:
        before = drawn(BATCH, 2, FEATURES)
        layer(tf.constant(before))
    arguments = {}
    if MASKS[masked] is not None:
        arguments["mask"] = tf.constant(np.array(MASKS[masked], dtype=bool))
    with tf.GradientTape() as tape:
        if given:
            arguments["initial_state"] = [tf.identity(s) for s in given]
        outputs = flat(layer(tf.identity(x), **arguments))
        factors = [random.uniform(-1, 1, y.shape).round(3) for y in outputs]
        loss = sum(tf.reduce_sum(y * f) for y, f in zip(outputs, factors))
    return {
        "cell": cell,
        "way": way,
        "mask": masked,
        **chosen,
        "weights": weights,
        "x": numbers(x),
        "initial": [numbers(s) for s in given],
        "before": None if before is None else numbers(before),
        **answer(outputs, factors, loss, tape, [x] + given, layer),
    }


def activity(name, layer, shape):
    """Penalties as Keras adds them to the loss, and their gradients."""
    x = drawn(BATCH, *shape)
    layer.build(x.shape)
    weights = weigh(layer)
    with tf.GradientTape() as tape:
        outputs = flat(layer(tf.identity(x)))
        factors = [random.uniform(-1, 1, y.shape).round(3) for y in outputs]
        penalty = sum(layer.losses)
        loss = penalty + sum(tf.reduce_sum(y * f) for y, f in zip(outputs, factors))
    return {
        "layer": name,
        "weights": weights,
        "x": numbers(x),
        "penalty": float(penalty),
        **answer(outputs, factors, loss, tape, [x], layer),
    }


if sys.argv[1] == "options":
    combined = [(c, w, m) for c in CELLS for w in WAYS for m in MASKS]
    cases = [option(i, *c) for i, c in enumerate(combined)]
    masks = {name: numbers(np.array(m, dtype=float)) for name, m in MASKS.items() if m is not None}
    json.dump({"keras": keras.__version__, "masks": masks, "cases": cases}, sys.stdout, separators=(",", ":"))
else:
    penalty = lambda: keras.regularizers.L1L2(0.03125, 0.25)  # which Keras rounds to float32: so exact ones
    cases = [
        activity("gru", layers.GRU(3, activity_regularizer=penalty()), (5, 2)),
        activity("gru sequences", layers.GRU(3, return_sequences=True, activity_regularizer=penalty()), (5, 2)),
        activity("lstm states", layers.LSTM(3, return_state=True, activity_regularizer=penalty()), (5, 2)),
        activity("dense", layers.Dense(3, activity_regularizer=penalty()), (4,)),
        activity("dense sequences", layers.Dense(3, activity_regularizer=penalty()), (5, 4)),
        activity(
            "bidirectional",
            layers.Bidirectional(layers.GRU(3, return_sequences=True, activity_regularizer=penalty())),
            (5, 2),
        ),
    ]
    json.dump({"keras": keras.__version__, "cases": cases}, sys.stdout, separators=(",", ":"))
