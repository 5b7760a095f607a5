package rawi.vision.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;

class SmallArchitecturesTest {
  private static Network counted(Model model) {
    return Network.of(model, Weights.undrawn(DataType.FLOAT));
  }

  private static long all(Network network) {
    return network.parameters().stream()
        .map(Parameter::shape)
        .mapToLong(s -> s.dims().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b))
        .sum();
  }

  @Test
  @DisplayName("LeNet-5 on 28 x 28 x 1 has 61,706 parameters, 5 x 5 x 16 values before its head")
  void leNet() {
    Network network = counted(Applications.LENET5.model());
    assertThat(all(network)).isEqualTo(61_706);
    assertThat(network.part("flatten").outputs()).containsExactly(Shape.of(400));
    assertThat(network.outputs()).containsExactly(Shape.of(10));
  }

  @Test
  @DisplayName("ResNet-20 on 32 x 32 x 3 has 274,442 parameters, ResNet-8 78,666")
  void resNet() {
    ApplicationOptions options = Applications.SMALL_RESNET.defaults();
    assertThat(all(counted(Applications.SMALL_RESNET.model()))).isEqualTo(274_442);
    assertThat(all(counted(SmallResNet.model(options, 1)))).isEqualTo(78_666);
  }

  @Test
  @DisplayName("the small VGG on 32 x 32 x 3 has 289,642 parameters, its last planes are 8 x 8")
  void vgg() {
    Network network = counted(Applications.SMALL_VGG.model());
    assertThat(all(network)).isEqualTo(289_642);
    assertThat(network.part("global_average_pooling2d").inputs())
        .containsExactly(Shape.of(8, 8, 128));
  }

  @Test
  @DisplayName("images that would shrink to nothing are refused in one line")
  void tooSmall() {
    List<Runnable> models =
        List.of(
            () -> Applications.LENET5.model(o -> o.inputShape(11, 28, 1)),
            () -> Applications.SMALL_VGG.model(o -> o.inputShape(32, 3, 3)),
            () -> Applications.SMALL_RESNET.model(o -> o.inputShape(3, 3, 3)));
    for (Runnable model : models) {
      assertThatThrownBy(model::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected images of at least")
          .hasMessageNotContaining("\n");
    }
    Model smallest = Applications.LENET5.model(o -> o.inputShape(12, 12, 1));
    assertThat(smallest.outputShapes(List.of(Shape.of(12, 12, 1)))).containsExactly(Shape.of(10));
    assertThatThrownBy(() -> SmallResNet.model(Applications.SMALL_RESNET.defaults(), 0))
        .hasMessage("small-resnet: expected at least 1 block in each stage, got 0");
  }
}
