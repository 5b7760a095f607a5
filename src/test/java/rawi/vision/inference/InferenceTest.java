package rawi.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Parameter;
import rawi.nn.Part;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Flatten;
import rawi.nn.layers.ReLU;
import rawi.vision.applications.Applications;
import rawi.vision.applications.GlobalPooling;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.DepthwiseConv2D;
import rawi.vision.layers.MaxPooling2D;

class InferenceTest {
  private static final Kernels CPU = new CpuKernels(new Workers(2));

  /** With moving means and variances, gammas and betas that are not those of the beginning. */
  private static Network drawn(Network network) {
    long seed = 1;
    for (Parameter p : network.parameters()) {
      if (p.shape().rank() == 1) {
        double low = p.name().endsWith("variance") || p.name().endsWith("gamma") ? 0.5 : -0.5;
        Nd4j.getRandom().setSeed(seed++);
        p.value().assign(Nd4j.rand(DataType.DOUBLE, p.value().shape()).addi(low));
      }
    }
    return network;
  }

  private static List<INDArray> outputs(Network network, INDArray x, Kernels kernels) {
    Arena arena = new Arena();
    List<INDArray> all = new ArrayList<>();
    arena.step(
        () -> {
          network
              .forward(List.of(Signal.of(x)), Context.inference(kernels, arena))
              .outputs()
              .forEach(o -> all.add(Arena.outside(() -> o.values().dup('c'))));
          return all.size();
        });
    return all;
  }

  private static Network assertSame(Network network, INDArray x) {
    Network ready = Inference.of(network, CPU);
    List<INDArray> expected = outputs(network, x, CPU);
    for (Network one : List.of(ready, Inference.of(network, new Nd4jKernels()))) {
      List<INDArray> got = outputs(one, x, CPU);
      assertEquals(expected.size(), got.size());
      for (int i = 0; i < got.size(); i++) {
        double off =
            Transforms.abs(got.get(i).sub(expected.get(i)), false).maxNumber().doubleValue();
        double largest = Transforms.abs(expected.get(i), true).maxNumber().doubleValue();
        assertTrue(off <= 1e-5 * Math.max(1e-3, largest), off + " of " + largest);
      }
    }
    return ready;
  }

  private static INDArray images(long... shape) {
    Nd4j.getRandom().setSeed(7);
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }

  private static List<String> names(Network network) {
    return network.parts().stream().map(Part::name).toList();
  }

  @Test
  @DisplayName("a chain of convolution, normalization and rectifier becomes one layer")
  void chain() {
    Network network =
        drawn(
            Network.of(
                Sequential.of(
                    Conv2D.of(16, 3).padding(Padding.SAME).named("c1"),
                    new BatchNormalization().scale(false).named("n1"),
                    new ReLU().named("r1"),
                    DepthwiseConv2D.of(3).strides(2).with(o -> o.useBias(false)).named("d"),
                    new BatchNormalization().center(false).named("n2"),
                    new ReLU(Optional.of(0.1), 0, 0).named("r2"),
                    Conv2D.of(8, 1).activation(Activations.RELU).named("c2"),
                    MaxPooling2D.of(2).named("p"),
                    Conv2D.of(4, 1).activation(Activations.TANH).named("c3"),
                    new Flatten().named("f"),
                    new Dense(3).named("out")),
                Shape.of(18, 19, 3),
                new Weights(1, DataType.FLOAT)));
    Network ready = assertSame(network, images(2, 18, 19, 3));
    assertThat(names(ready)).containsExactly("input", "r1", "r2", "c2", "p", "c3", "f", "out");
  }

  @Test
  @DisplayName("a sum goes into one of the convolutions before it, and what others use stays")
  void sums() {
    Node x = Node.input("x", Shape.of(9, 9, 16));
    Node shortcut = x.then(Conv2D.of(20, 1).named("s")).then(new BatchNormalization().named("sn"));
    Node y = x.then(Conv2D.of(20, 3).padding(Padding.SAME).named("c"));
    y = y.then(new BatchNormalization().named("cn"));
    Node sum = Node.join(new Add().named("sum"), shortcut, y);
    Node out = sum.then(new Activation(Activations.RELU).named("out"));
    Node used = out.then(Conv2D.of(20, 1).named("u"));
    Node twice = Node.join(new Add().named("again"), used, out);
    Node other = used.then(new ReLU().named("side"));
    Model model = new Model(List.of(x), List.of(twice, other, out));
    Network network = drawn(Network.of(model, new Weights(1, DataType.FLOAT)));
    Network ready = assertSame(network, images(3, 9, 9, 16));
    assertThat(names(ready))
        .containsExactlyInAnyOrder("x", "cn", "out", "u", "again", "side")
        .doesNotContain("sum", "sn");
  }

  @ParameterizedTest
  @EnumSource(
      value = Applications.class,
      names = {
        "SMALL_VGG",
        "SMALL_RESNET",
        "MOBILENETV2",
        "RESNET18",
        "RESNEXT50",
        "DENSENET121",
        "EFFICIENTNETB0"
      })
  @DisplayName("named networks give the same features")
  void applications(Applications application) {
    Network network =
        drawn(
            Network.of(
                application.model(
                    o -> o.inputShape(64, 64, 3).includeTop(false).pooling(GlobalPooling.AVERAGE)),
                new Weights(2, DataType.FLOAT)));
    Network ready = Inference.of(network, CPU);
    INDArray x = images(2, 64, 64, 3);
    INDArray expected = outputs(network, x, CPU).get(0);
    INDArray got = outputs(ready, x, CPU).get(0);
    double off = Transforms.abs(got.sub(expected), false).maxNumber().doubleValue();
    double largest = Transforms.abs(expected, true).maxNumber().doubleValue();
    assertTrue(off < 1e-4 * largest, off + " of " + largest);
    assertThat(ready.parts().size()).isLessThan(network.parts().size());
  }

  @Test
  @DisplayName("made instead of the network it gives the same, and frees what was copied, no more")
  void insteadOf() {
    Node x = Node.input("x", Shape.of(8, 8, 3));
    Node y = x.then(Conv2D.of(4, 3).named("c")).then(new BatchNormalization().named("n"));
    y = y.then(Conv2D.of(5, 1).named("plain"));
    Model model = Model.of(x, y.then(new Flatten()).then(new Dense(2).named("d")));
    Network network = drawn(Network.of(model, new Weights(3, DataType.FLOAT)));
    INDArray images = images(2, 8, 8, 3);
    INDArray expected = outputs(network, images, CPU).get(0);
    Network ready = Inference.insteadOf(network, CPU);
    assertTrue(outputs(ready, images, CPU).get(0).equalsWithEps(expected, 1e-4));
    assertThat(network.part("c").parameters()).allMatch(p -> p.value().wasClosed());
    assertThat(network.part("n").parameters()).allMatch(p -> p.value().wasClosed());
    assertThat(network.part("d").parameters()).noneMatch(p -> p.value().wasClosed());
  }

  @Test
  @DisplayName("it has no way back, and a layer that is used twice is refused by name")
  void refusals() {
    Node x = Node.input("x", Shape.of(4, 4, 2));
    Conv2D twice = Conv2D.of(2, 1);
    Network shared =
        Network.of(
            Model.of(x, x.then(twice.named("once")).then(new ReLU().named("r"))),
            new Weights(1, DataType.FLOAT));
    Network ready = Inference.of(shared, CPU);
    Context training = Context.training(CPU, new Arena(), 1);
    assertThatThrownBy(() -> ready.forward(List.of(Signal.of(images(1, 4, 4, 2))), training))
        .hasMessageContaining("no gradients");
    Layer.Spec layer = twice.named("both");
    Network used =
        Network.of(Model.of(x, x.then(layer).then(layer)), new Weights(1, DataType.FLOAT));
    assertThatThrownBy(() -> Inference.of(used, CPU))
        .hasMessageContaining("layer 'both': expected a layer that is used once");
  }
}
