package rawi.vision.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Batch;
import rawi.nn.training.Dataset;
import rawi.nn.training.Recipe;
import rawi.nn.training.Trainer;

class TransferTest {
  private static final Kernels KERNELS = new CpuKernels(new Workers(1));
  private static final String CUT = "block_15_add";

  private static Network features() {
    return Network.of(
        Applications.MOBILENETV2.model(
            o -> o.inputShape(32, 32, 3).includeTop(false).pooling(GlobalPooling.AVERAGE)),
        new Weights(3, DataType.FLOAT));
  }

  private static Network head(Network features) {
    return Network.of(
        Sequential.of(Dense.of(2).named("logits")),
        features.outputs().get(0),
        new Weights(4, DataType.FLOAT));
  }

  private static float[] output(Network network, INDArray x) {
    Arena arena = new Arena();
    return arena.step(
        () ->
            network
                .forward(List.of(Signal.of(x)), Context.inference(KERNELS, arena))
                .outputs()
                .get(0)
                .values()
                .dup('c')
                .ravel()
                .toFloatVector());
  }

  private static INDArray images(int count) {
    Nd4j.getRandom().setSeed(5);
    return Nd4j.rand(DataType.FLOAT, count, 32, 32, 3);
  }

  @Test
  @DisplayName("what comes before a layer and what follows it are together the whole")
  void cut() {
    Network whole = features();
    INDArray x = images(2);
    Network trunk = Transfer.before(whole, CUT);
    Network tail = Transfer.after(whole, CUT);
    INDArray maps = Nd4j.createFromArray(output(trunk, x)).reshape(2, 1, 1, 160);
    assertArrayEquals(output(whole, x), output(tail, maps), 1e-6f);
    assertEquals(whole.parameters().size(), trunk.parameters().size() + tail.parameters().size());
    assertThat(whole.parameters()).containsAll(tail.parameters());
    assertThat(tail.parameters().get(0).name()).isEqualTo("block_16_expand/kernel");
  }

  @Test
  @DisplayName("a cut that a sum leads around is refused, and so is a layer that is not there")
  void badCut() {
    Network whole = features();
    assertThatThrownBy(() -> Transfer.after(whole, "block_15_expand"))
        .hasMessageContaining("cannot cut behind 'block_15_expand': 'block_15_add' also takes");
    assertThatThrownBy(() -> Transfer.after(whole, "block_99"))
        .hasMessageContaining("no layer is named 'block_99'");
  }

  @Test
  @DisplayName("from a layer on all learns but normalizations")
  void unfreeze() {
    Network whole = features();
    long learnt = Transfer.unfreezeFrom(whole, "block_16_project");
    assertEquals(960 * 320 + 320 * 1280, learnt);
    List<String> names =
        whole.parameters().stream().filter(Parameter::trainable).map(Parameter::name).toList();
    assertThat(names).containsExactly("block_16_project/kernel", "Conv_1/kernel");
  }

  /** The same two images again and again. */
  private record Two(INDArray x) implements Dataset {
    @Override
    public int examples() {
      return 2;
    }

    @Override
    public Iterable<Batch> epoch(int epoch) {
      return List.of(
          new Batch(x.dup('c'), Nd4j.createFromArray(new int[] {0, 1}), Optional.empty()));
    }
  }

  @Test
  @DisplayName("a new head on a tail learns; frozen normalizations and the trunk stay as they are")
  void tuned() {
    Network whole = features();
    Network tail = Transfer.after(whole, CUT);
    Transfer.freezeNormalization(tail);
    Network both = Transfer.joined(tail, head(whole));
    List<float[]> before = new ArrayList<>();
    whole.parameters().forEach(p -> before.add(p.value().dup('c').ravel().toFloatVector()));
    Nd4j.getRandom().setSeed(9);
    INDArray maps = Nd4j.rand(DataType.FLOAT, 2, 1, 1, 160);
    Trainer trainer =
        new Trainer(
            both,
            Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.003)),
            KERNELS,
            Trainer.Options.epochs(20),
            List.of());
    trainer.fit(new Two(maps), Optional.empty());
    double first = trainer.history().get(0).metric("loss");
    double last = trainer.history().get(19).metric("loss");
    assertTrue(last < first / 2, first + " to " + last);
    for (int i = 0; i < before.size(); i++) {
      Parameter p = whole.parameters().get(i);
      boolean learns = p.name().matches("(block_16_(expand|depthwise|project)|Conv_1)/kernel");
      boolean same = Arrays.equals(before.get(i), p.value().dup('c').ravel().toFloatVector());
      assertEquals(learns, !same, p.name());
    }
    assertEquals(Shape.of(2), both.outputs().get(0));
  }
}
