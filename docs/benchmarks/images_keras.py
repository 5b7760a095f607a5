#!/usr/bin/env python3
"""The workloads `rawi bench --only resnet50,vgg16,conv2d` in Keras: median and least ms.

python3 docs/benchmarks/images_keras.py [--threads 2] [--seconds 3]
with a Python that has keras and tensorflow. Weights are drawn; images are 224 x 224 x 3, planes 32 x 56 x 56 x 64.
"""
import argparse
import os
import statistics
import time


def measured(name, work, seconds):
    for _ in range(2):
        work()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 5:
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    print(f"{name}  median {statistics.median(times):.1f}  least {min(times):.1f}  of {len(times)}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=3, help="of each workload, and at least five calls")
    options = parser.parse_args()
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    keras.utils.set_random_seed(0)
    planes = tf.random.normal((32, 56, 56, 64))
    kernel, bias = tf.random.normal((3, 3, 64, 64)), tf.zeros(64)
    factors = tf.random.normal(planes.shape)

    @tf.function
    def back_and_forth():
        with tf.GradientTape() as tape:
            tape.watch([planes, kernel, bias])
            y = tf.nn.bias_add(tf.nn.conv2d(planes, kernel, 1, "SAME"), bias)
        return y, tape.gradient(y, [planes, kernel, bias], factors)  # y too, or its pass is left out

    measured("conv2d_fwd_bwd", back_and_forth, options.seconds)
    for name, build in [("resnet50", keras.applications.ResNet50), ("vgg16", keras.applications.VGG16)]:
        network = build(weights=None)
        forward = tf.function(lambda images, network=network: network(images, training=False))
        for batch in (1, 8):
            images = tf.random.normal((batch, 224, 224, 3))
            measured(f"{name}_b{batch}", lambda: forward(images), options.seconds)
    print(f"keras {keras.__version__} on tensorflow {tf.__version__}, {options.threads} threads")


main()
