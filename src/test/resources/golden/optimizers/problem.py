"""The problem that every optimizer is given: y = tanh(x W + b), mean squared error, all rows at every step."""
import math

X = [[0.5, -1.2, 0.3], [1.1, 0.4, -0.7], [-0.6, 0.9, 1.5], [0.2, -0.3, -1.1], [-1.4, 0.8, 0.1]]
T = [[0.6, -0.2], [-0.9, 0.4], [0.1, 0.7], [0.3, -0.8], [-0.5, 0.9]]
W = [[0.3, -0.5], [0.2, 0.7], [-0.4, 0.1]]
B = [0.05, -0.1]
STEPS = 10

# name: optimizer, what it is made with, what every optimizer can do beside it
CASES = {
    "sgd": ("SGD", dict(learning_rate=0.1), {}),
    "momentum": ("SGD", dict(learning_rate=0.1, momentum=0.9), {}),
    "nesterov": ("SGD", dict(learning_rate=0.1, momentum=0.9, nesterov=True), {}),
    "adagrad": ("Adagrad", dict(learning_rate=0.1, initial_accumulator_value=0.1, epsilon=1e-7), {}),
    "adadelta": ("Adadelta", dict(learning_rate=1.0, rho=0.95, epsilon=1e-7), {}),
    "adadelta_large_epsilon": ("Adadelta", dict(learning_rate=1.0, rho=0.9, epsilon=1e-3), {}),
    "rmsprop": ("RMSprop", dict(learning_rate=0.01, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False), {}),
    "rmsprop_momentum": ("RMSprop", dict(learning_rate=0.01, rho=0.8, momentum=0.7, epsilon=1e-7, centered=False), {}),
    "rmsprop_centered": ("RMSprop", dict(learning_rate=0.01, rho=0.9, momentum=0.0, epsilon=1e-7, centered=True), {}),
    "rmsprop_centered_momentum": ("RMSprop", dict(learning_rate=0.01, rho=0.9, momentum=0.5, epsilon=1e-4, centered=True), {}),
    "adam": ("Adam", dict(learning_rate=0.05, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False), {}),
    "adam_other_betas": ("Adam", dict(learning_rate=0.05, beta_1=0.6, beta_2=0.7, epsilon=1e-3, amsgrad=False), {}),
    "amsgrad": ("Adam", dict(learning_rate=0.05, beta_1=0.9, beta_2=0.5, epsilon=1e-7, amsgrad=True), {}),
    "adamw": ("AdamW", dict(learning_rate=0.05, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False), dict(weight_decay=0.3)),
    "nadam": ("Nadam", dict(learning_rate=0.05, beta_1=0.9, beta_2=0.999, epsilon=1e-7), {}),
    "sgd_decayed": ("SGD", dict(learning_rate=0.1, momentum=0.9), dict(weight_decay=0.05)),
    "clipvalue": ("SGD", dict(learning_rate=0.5), dict(clipvalue=0.05)),
    "clipnorm": ("SGD", dict(learning_rate=0.5), dict(clipnorm=0.08)),
    "global_clipnorm": ("SGD", dict(learning_rate=0.5, momentum=0.5), dict(global_clipnorm=0.1)),
    "exponential_decay": ("SGD", dict(learning_rate=("ExponentialDecay", 0.3, 4, 0.5, False)), {}),
    "exponential_stairs": ("Adam", dict(learning_rate=("ExponentialDecay", 0.1, 3, 0.5, True), beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False), {}),
    "cosine_warmup": ("SGD", dict(learning_rate=("CosineDecay", 0.0, 6, 0.1, 0.4, 3), momentum=0.9), {}),
    "piecewise": ("SGD", dict(learning_rate=("PiecewiseConstantDecay", [2, 5], [0.3, 0.1, 0.02])), {}),
}


def gradients(w, b):
    """dL/dW and dL/db, by hand."""
    dw = [[0.0] * len(b) for _ in w]
    db = [0.0] * len(b)
    n = len(X) * len(b)
    for x, t in zip(X, T):
        for j in range(len(b)):
            y = math.tanh(sum(x[i] * w[i][j] for i in range(len(w))) + b[j])
            dz = 2 * (y - t[j]) / n * (1 - y * y)
            db[j] += dz
            for i in range(len(w)):
                dw[i][j] += dz * x[i]
    return dw, db
