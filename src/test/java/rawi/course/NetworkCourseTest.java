package rawi.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.AssertArrays;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Dense;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.losses.CategoricalCrossentropy;
import rawi.nn.losses.Loss;
import rawi.nn.losses.MeanSquaredError;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.SGD;

/** The numbers of the course on networks of several layers. */
class NetworkCourseTest {
  private static final Kernels KERNELS = new Nd4jKernels();

  @Test
  @DisplayName(
      "3-4-1, sigmoid, third observation: f(Y1), f(Y4), output, E, and psi1, b5, w34, b4 after it")
  void threeFourOne() {
    Layer hidden = Dense.of(4, Activations.SIGMOID).build(Shape.of(3), weights());
    Layer output = new Dense(1).build(Shape.of(4), weights());
    INDArray w = // a row for each feature, a column for each neuron
        Nd4j.createFromArray(
            new double[][] {
              {0.179, -0.186, -0.008, -0.448},
              {0.044, -0.028, -0.063, -0.131},
              {0.01, -0.035, -0.004, 0.088}
            });
    hidden.parameters().get(0).load(w);
    output.parameters().get(0).load(Nd4j.createFromArray(0.09, -0.171, 0.005, -0.04).reshape(4, 1));
    Signal x = Signal.of(Nd4j.createFromArray(7.0, 8, 10).reshape(1, 3));
    INDArray target = Nd4j.createFromArray(1.0).reshape(1, 1);

    Pass first = hidden.forward(x, context());
    INDArray f = first.output().values();
    assertEquals(0.846187, f.getDouble(0), 5e-7);
    assertEquals(0.035434, f.getDouble(3), 5e-7);
    Pass second = output.forward(first.output(), context());
    INDArray z = second.output().values();
    assertEquals(0.513445, 1 / (1 + Math.exp(-z.getDouble(0))), 5e-7);
    Loss.Value loss = BinaryCrossentropy.ofLogits().of(z, target, Weighting.none(), KERNELS);
    assertEquals(0.666612, loss.value(), 5e-7);

    first.then(second).backward().apply(loss.gradient());
    List<Parameter> all = new ArrayList<>(hidden.parameters());
    all.addAll(output.parameters().stream().map(p -> renamed(p)).toList());
    SGD.of(0.001).start(all).step(KERNELS);
    assertEquals(0.0904117, value(output, 0, 0), 5e-8); // psi1
    assertEquals(4.86555e-4, value(output, 1, 0), 5e-10); // b5
    assertEquals(0.08799335, value(hidden, 0, 11), 5e-9); // w34
    assertEquals(-6.652e-7, value(hidden, 1, 3), 5e-11); // b4
  }

  /** The same value and gradient under a name of its own. */
  private static Parameter renamed(Parameter p) {
    Parameter other = new Parameter("output/" + p.name(), p.value());
    other.accumulate(p.gradient());
    return other;
  }

  private static double value(Layer layer, int parameter, int element) {
    return layer.parameters().get(parameter).value().getDouble(element);
  }

  @Test
  @DisplayName("softmax with cross-entropy: dL/da = y - d, by class number, one-hot, and two steps")
  void softmaxWithCrossEntropy() {
    double[] a = {1, 2, 4};
    double sum = Math.exp(1) + Math.exp(2) + Math.exp(4);
    double[] y = {Math.exp(1) / sum, Math.exp(2) / sum, Math.exp(4) / sum};
    double[] d = {0, 1, 0};
    INDArray logits = Nd4j.createFromArray(a).reshape(1, 3);
    INDArray oneHot = Nd4j.createFromArray(d).reshape(1, 3);
    Loss.Value sparse =
        new SparseCategoricalCrossentropy()
            .of(logits, Nd4j.createFromArray(1), Weighting.none(), KERNELS);
    Loss.Value full =
        CategoricalCrossentropy.ofLogits().of(logits, oneHot, Weighting.none(), KERNELS);
    // the long way: dL/dy = -d / y, then through the softmax itself
    Layer softmax = new Activation(Activations.SOFTMAX).build(Shape.of(3), weights());
    Pass pass = softmax.forward(Signal.of(logits).asDifferentiable(), context());
    Loss.Value ofY =
        CategoricalCrossentropy.ofProbabilities()
            .of(pass.output().values(), oneHot, Weighting.none(), KERNELS);
    INDArray steps = pass.backward().apply(ofY.gradient()).orElseThrow();
    assertEquals(-Math.log(y[1]), sparse.value(), 1e-12);
    for (int i = 0; i < 3; i++) {
      assertEquals(y[i] - d[i], sparse.gradient().getDouble(i), 1e-12);
      assertEquals(y[i] - d[i], full.gradient().getDouble(i), 1e-12);
      assertEquals(y[i] - d[i], steps.getDouble(i), 1e-12);
    }
  }

  /** Each line of the table is a layer's own pass: nothing is asked of two layers at once. */
  @Test
  @DisplayName("the chain rule on two layers: the table of passes forward and back, line by line")
  void chainRule() {
    double[] x = {1, 2};
    double[][] w1 = {{0.1, -0.2}, {0.3, 0.4}};
    double[] b1 = {0.05, -0.1};
    double[] w2 = {0.7, -0.5};
    double b2 = 0.2;
    double d = 1;
    Layer dense1 = dense(2, Nd4j.createFromArray(w1), b1);
    Layer dense2 = dense(1, Nd4j.createFromArray(w2).reshape(2, 1), b2);
    Layer sigmoid1 = new Activation(Activations.SIGMOID).build(Shape.of(2), weights());
    Layer sigmoid2 = new Activation(Activations.SIGMOID).build(Shape.of(1), weights());
    Signal in = Signal.of(Nd4j.createFromArray(x).reshape(1, 2)).asDifferentiable();

    // forward
    Pass z1Pass = dense1.forward(in, context());
    Pass a1Pass = sigmoid1.forward(z1Pass.output(), context());
    Pass z2Pass = dense2.forward(a1Pass.output(), context());
    Pass a2Pass = sigmoid2.forward(z2Pass.output(), context());
    double[] z1 = new double[2];
    double[] a1 = new double[2];
    for (int j = 0; j < 2; j++) {
      z1[j] = b1[j] + x[0] * w1[0][j] + x[1] * w1[1][j];
      a1[j] = 1 / (1 + Math.exp(-z1[j]));
    }
    double z2 = b2 + a1[0] * w2[0] + a1[1] * w2[1];
    double a2 = 1 / (1 + Math.exp(-z2));
    assertClose(z1Pass, z1);
    assertClose(a1Pass, a1);
    assertClose(z2Pass, z2);
    assertClose(a2Pass, a2);
    Loss.Value loss =
        new MeanSquaredError()
            .of(
                a2Pass.output().values(),
                Nd4j.createFromArray(d).reshape(1, 1),
                Weighting.none(),
                KERNELS);
    assertEquals((a2 - d) * (a2 - d), loss.value(), 1e-12);

    // back
    double da2 = 2 * (a2 - d);
    double dz2 = da2 * a2 * (1 - a2);
    double[] da1 = {dz2 * w2[0], dz2 * w2[1]};
    double[] dz1 = {da1[0] * a1[0] * (1 - a1[0]), da1[1] * a1[1] * (1 - a1[1])};
    assertClose(loss.gradient(), da2);
    INDArray gotDz2 = back(a2Pass, loss.gradient());
    assertClose(gotDz2, dz2);
    INDArray gotDa1 = back(z2Pass, gotDz2);
    assertClose(gotDa1, da1);
    assertClose(dense2.parameters().get(0).gradient(), dz2 * a1[0], dz2 * a1[1]);
    assertClose(dense2.parameters().get(1).gradient(), dz2);
    INDArray gotDz1 = back(a1Pass, gotDa1);
    assertClose(gotDz1, dz1);
    INDArray gotDx = back(z1Pass, gotDz1);
    assertClose(
        dense1.parameters().get(0).gradient(),
        dz1[0] * x[0],
        dz1[1] * x[0],
        dz1[0] * x[1],
        dz1[1] * x[1]);
    assertClose(dense1.parameters().get(1).gradient(), dz1);
    assertClose(
        gotDx, dz1[0] * w1[0][0] + dz1[1] * w1[0][1], dz1[0] * w1[1][0] + dz1[1] * w1[1][1]);
  }

  private static Layer dense(int units, INDArray kernel, double... bias) {
    Layer layer = new Dense(units).build(Shape.of(kernel.size(0)), weights());
    layer.parameters().get(0).load(kernel);
    layer.parameters().get(1).load(Nd4j.createFromArray(bias));
    return layer;
  }

  private static INDArray back(Pass pass, INDArray d) {
    Optional<INDArray> before = pass.backward().apply(d);
    return before.orElseThrow();
  }

  private static void assertClose(Pass pass, double... expected) {
    assertClose(pass.output().values(), expected);
  }

  private static void assertClose(INDArray got, double... expected) {
    AssertArrays.assertClose(expected, got, 1e-12);
  }

  private static Weights weights() {
    return new Weights(1, DataType.DOUBLE);
  }

  private static Context context() {
    return Context.training(KERNELS, new Arena(), 1);
  }
}
