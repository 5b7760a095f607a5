"""Ten steps of every case by the update formulas of Keras 3 (keras/src/optimizers), written again in plain
Python, element by element in float64. Keras itself is not run. python3 keras_formulas.py > keras_formulas.json"""
import json
import math

from problem import B, CASES, STEPS, W, gradients


def rate(spec, t):
    """The learning rate of the step after t steps."""
    if isinstance(spec, float):
        return spec
    if spec[0] == "ExponentialDecay":
        _, first, steps, factor, stairs = spec
        p = t // steps if stairs else t / steps
        return first * factor**p
    if spec[0] == "CosineDecay":
        _, first, steps, alpha, target, warm = spec
        t = min(t, steps + warm)
        if t < warm:
            return first + (target - first) * t / warm
        cosine = 0.5 * (1 + math.cos(math.pi * (t - warm) / steps))
        return target * ((1 - alpha) * cosine + alpha)
    _, bounds, values = spec
    return values[sum(t > b for b in bounds)]


class Element:
    """One number under one optimizer."""

    def __init__(self, value, kind, o):
        self.w, self.kind, self.o = value, kind, o
        self.first = self.second = self.third = 0.0
        self.product = 1.0
        if kind == "Adagrad":
            self.first = o["initial_accumulator_value"]

    def step(self, g, lr, t, decay):
        self.w -= lr * decay * self.w
        getattr(self, self.kind)(g, lr, t, self.o)

    def SGD(self, g, lr, t, o):
        mu = o.get("momentum", 0.0)
        self.first = mu * self.first - lr * g
        self.w += mu * self.first - lr * g if o.get("nesterov") else self.first

    def Adagrad(self, g, lr, t, o):
        self.first += g**2
        self.w -= lr * g / math.sqrt(self.first + o["epsilon"])

    def Adadelta(self, g, lr, t, o):
        rho, eps = o["rho"], o["epsilon"]
        self.first = rho * self.first + (1 - rho) * g**2
        d = -math.sqrt(self.second + eps) * g / math.sqrt(self.first + eps)
        self.second = rho * self.second + (1 - rho) * d**2
        self.w += lr * d

    def RMSprop(self, g, lr, t, o):
        rho = o["rho"]
        self.first = rho * self.first + (1 - rho) * g**2
        self.third = rho * self.third + (1 - rho) * g
        under = self.first + o["epsilon"] - (self.third**2 if o["centered"] else 0)
        self.second = o["momentum"] * self.second + lr * g / math.sqrt(under)
        self.w -= self.second

    def moments(self, g, o):
        self.first += (g - self.first) * (1 - o["beta_1"])
        self.second += (g**2 - self.second) * (1 - o["beta_2"])

    def Adam(self, g, lr, t, o):
        alpha = lr * math.sqrt(1 - o["beta_2"] ** t) / (1 - o["beta_1"] ** t)
        self.moments(g, o)
        self.third = max(self.third, self.second) if o["amsgrad"] else self.second
        self.w -= alpha * self.first / (math.sqrt(self.third) + o["epsilon"])

    AdamW = Adam

    def Nadam(self, g, lr, t, o):
        u, u_next = (o["beta_1"] * (1 - 0.5 * 0.96**s) for s in (t, t + 1))
        self.product *= u
        self.moments(g, o)
        m_hat = u_next * self.first / (1 - self.product * u_next) + (1 - u) * g / (1 - self.product)
        v_hat = self.second / (1 - o["beta_2"] ** t)
        self.w -= lr * m_hat / (math.sqrt(v_hat) + o["epsilon"])


def clipped(arrays, beside):
    """Each array flat."""
    if "clipvalue" in beside:
        c = beside["clipvalue"]
        return [[max(-c, min(c, g)) for g in a] for a in arrays]
    norms = [math.sqrt(sum(g * g for g in a)) for a in arrays]
    if "clipnorm" in beside:
        c = beside["clipnorm"]
        return [[g * min(1, c / n) for g in a] for a, n in zip(arrays, norms)]
    if "global_clipnorm" in beside:
        n = math.sqrt(sum(n * n for n in norms))
        return [[g * min(1, beside["global_clipnorm"] / n) for g in a] for a in arrays]
    return arrays


def run(kind, o, beside):
    kernel = [Element(v, kind, o) for row in W for v in row]
    bias = [Element(v, kind, o) for v in B]
    steps = []
    for t in range(STEPS):
        w = [[kernel[i * len(B) + j].w for j in range(len(B))] for i in range(len(W))]
        dw, db = gradients(w, [e.w for e in bias])
        dw, db = clipped([[g for row in dw for g in row], db], beside)
        lr = rate(o["learning_rate"], t)
        for element, g in zip(kernel + bias, dw + db):
            element.step(g, lr, t + 1, beside.get("weight_decay", 0.0))
        steps.append([e.w for e in kernel + bias])
    return steps


all_steps = {name: run(*case) for name, case in CASES.items()}
print("{\n" + ",\n".join(f' "{n}": [\n' + ",\n".join(f"  {s}" for s in steps) + "]" for n, steps in all_steps.items()) + "\n}")
