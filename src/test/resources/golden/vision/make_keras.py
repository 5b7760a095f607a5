"""Outputs, gradients and moving averages of layers on planes, computed by Keras itself in float64.

    python3 make_keras.py > keras_planes.json        (Keras 3 on TensorFlow)

Each case has the weights in Keras's order, an input, the output in training, the gradients of L = sum(output * factors) by the
input and by each weight that learns, and all weights after the pass: moving means and variances have followed the batch.
"""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")
random = np.random.default_rng(5)
conv, norm = keras.layers.Conv2D, keras.layers.BatchNormalization
largest, mean = keras.layers.MaxPooling2D, keras.layers.AveragePooling2D
CASES = {
    "conv2d valid": conv(3, 3),
    "conv2d same": conv(3, (2, 3), padding="same"),
    "conv2d valid strides 2 and 1": conv(3, 3, strides=(2, 1)),
    "conv2d same strides 2": conv(3, 3, strides=2, padding="same"),
    "conv2d same strides 3, window 2": conv(3, 2, strides=3, padding="same"),
    "conv2d valid dilation 2": conv(3, (3, 2), dilation_rate=2),
    "conv2d same dilation 2": conv(3, (3, 2), dilation_rate=2, padding="same"),
    "conv2d groups 2": conv(4, 3, groups=2),
    "conv2d groups 4 same strides 2": conv(4, 3, groups=4, strides=2, padding="same"),
    "conv2d tanh without bias": conv(3, 3, activation="tanh", use_bias=False),
    "batch normalization": norm(),
    "batch normalization momentum 0.8 epsilon 0.01": norm(momentum=0.8, epsilon=0.01),
    "batch normalization without scale": norm(scale=False),
    "batch normalization without center": norm(center=False),
    "batch normalization of axis 1": norm(axis=1),
    "batch normalization frozen": norm(trainable=False),
    "max pooling valid": largest(2),
    "max pooling same": largest(3, strides=2, padding="same"),
    "max pooling valid overlapping": largest((3, 2), strides=1),
    "average pooling valid": mean(2),
    "average pooling same": mean(3, strides=2, padding="same"),
    "average pooling valid overlapping": mean((3, 2), strides=1),
}


def numbers(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "data": [float("%.11g" % v) for v in array.flatten()]}


def drawn(shape, low=-1.0):
    return random.uniform(low, 1, shape).round(3)


def case(name, layer):
    x = tf.constant(drawn((2, 5, 6, 4 if "groups" in name else 2)))
    layer.build(x.shape)
    for w in layer.weights:
        w.assign(drawn(w.shape, 0.2 if "variance" in w.path else -1.0))
    weights = [numbers(w) for w in layer.weights]
    learning = list(layer.trainable_weights)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x, training=True) if isinstance(layer, norm) else layer(x)
        factors = drawn(y.shape)
        loss = tf.reduce_sum(y * factors)
    gradients = tape.gradient(loss, [x] + [w.value for w in learning])
    return {
        "name": name,
        "x": numbers(x),
        "weights": weights,
        "y": numbers(y),
        "factors": numbers(factors),
        "dx": numbers(gradients[0]),
        "dWeights": [numbers(g) for g in gradients[1:]],
        "after": [numbers(w) for w in layer.weights],
    }


cases = [case(name, layer) for name, layer in CASES.items()]
json.dump({"keras": keras.__version__, "tensorflow": tf.__version__, "cases": cases}, sys.stdout, separators=(",", ":"))
