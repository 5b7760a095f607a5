package rawi.apps.vision;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import rawi.nn.Model;
import rawi.nn.Shape;
import rawi.vision.applications.LeNet5;
import rawi.vision.applications.SmallResNet;
import rawi.vision.applications.SmallVgg;

/** The architectures that {@code rawi vision train} trains from nothing. */
enum Architecture {
  LENET5(28) {
    @Override
    Model model(Shape input, int classes) {
      return LeNet5.model(input, classes);
    }
  },

  SMALL_VGG(32) {
    @Override
    Model model(Shape input, int classes) {
      return SmallVgg.model(input, classes);
    }
  },

  /** With three blocks a stage: ResNet-20. */
  SMALL_RESNET(32) {
    @Override
    Model model(Shape input, int classes) {
      return SmallResNet.model(input, classes, 3);
    }
  };

  private final int side;

  Architecture(int side) {
    this.side = side;
  }

  /** Height and width of the images that it was made for. */
  int side() {
    return side;
  }

  /** From an image (height, width, channels) to logits (classes). */
  abstract Model model(Shape input, int classes);

  /**
   * The architecture of a name on the command line.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Architecture of(String name) {
    return Arrays.stream(values())
        .filter(a -> a.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "arch: expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Architecture::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** As on the command line: {@code small-vgg}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
