package rawi.apps.examples;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dense;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.losses.Loss;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.Optimizer;

/**
 * A generator G and a discriminator D, D(x) being the logit that x is real:
 *
 * <pre>
 * D makes small   -log s(D(x)) - log(1 - s(D(G(z))))
 * G makes small   -log s(D(G(z)))        (Goodfellow and others 2014, end of section 3)
 * </pre>
 */
final class Adversaries {
  static final int NOISE = 4; // numbers that a point is made of
  private static final int UNITS = 64;
  private static final double RATE = 0.001;
  private static final double BETA1 = 0.5; // lower than usual (Radford and others 2016)

  private final Kernels kernels;
  private final Arena arena = new Arena();
  private final Loss loss = BinaryCrossentropy.ofLogits();
  private final Layer generator;
  private final Layer discriminator;
  private final Optimizer.State ofGenerator;
  private final Optimizer.State ofDiscriminator;

  Adversaries(long seed, Kernels kernels) {
    this.kernels = kernels;
    Weights weights = new Weights(seed, DataType.FLOAT);
    this.generator =
        Sequential.of(
                Dense.of(UNITS, Activations.RELU), Dense.of(UNITS, Activations.RELU), new Dense(2))
            .build(Shape.of(NOISE), weights.in("generator"));
    this.discriminator =
        Sequential.of(
                Dense.of(UNITS, Activations.LEAKY_RELU),
                Dense.of(UNITS, Activations.LEAKY_RELU),
                new Dense(1))
            .build(Shape.of(2), weights.in("discriminator"));
    Adam base = Adam.of(RATE);
    Adam adam =
        new Adam(base.learningRate(), BETA1, base.beta2(), base.epsilon(), false, base.options());
    this.ofGenerator = adam.start(generator.parameters());
    this.ofDiscriminator = adam.start(discriminator.parameters());
  }

  /** First D learns from real points and made ones, then G from what the new D says. */
  void step(INDArray real, INDArray noise, INDArray moreNoise) {
    arena.step(
        () -> {
          Context context = Context.training(kernels, arena, 0);
          Signal made = Signal.of(generator.forward(Signal.of(noise), context).output().values());
          judge(discriminator.forward(Signal.of(real), context), 1);
          judge(discriminator.forward(made, context), 0);
          ofDiscriminator.step(kernels);
          clear();
          Pass making = generator.forward(Signal.of(moreNoise), context);
          judge(making.then(discriminator.forward(making.output(), context)), 1);
          ofGenerator.step(kernels);
          clear(); // what D gathered on the way back to G is not for D
          return true;
        });
  }

  /** Back from the loss of saying that all of these are real, or that none is. */
  private void judge(Pass pass, int real) {
    INDArray logits = pass.output().values();
    INDArray target = Nd4j.valueArrayOf(logits.shape(), (double) real, DataType.FLOAT);
    pass.backward().apply(loss.of(logits, target, Weighting.none(), kernels).gradient());
  }

  private void clear() {
    for (Layer layer : List.of(generator, discriminator)) {
      layer.parameters().forEach(Parameter::clearGradient);
    }
  }

  /** G(z), kept beyond the step. */
  INDArray made(INDArray noise) {
    return run(generator, noise);
  }

  /** The share of points that D takes for real. */
  double calledReal(INDArray points) {
    return run(discriminator, points).gt(0).castTo(DataType.FLOAT).meanNumber().doubleValue();
  }

  private INDArray run(Layer layer, INDArray x) {
    return arena.step(
        () -> {
          INDArray y =
              layer.forward(Signal.of(x), Context.inference(kernels, arena)).output().values();
          return Arena.outside(() -> y.dup('c'));
        });
  }
}
