package rawi.vision.applications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import rawi.nn.Model;
import rawi.nn.Shape;

/**
 * The named networks. Each is built by {@link #model}; nothing is allocated until the model is.
 *
 * <pre>{@code
 * Model whole = Applications.RESNET50.model();
 * Model features = Applications.MOBILENETV2.model(
 *     o -> o.includeTop(false).pooling(GlobalPooling.AVERAGE).inputShape(96, 96, 3));
 * }</pre>
 *
 * <p>Images are (batch, height, width, channels), prepared as {@link #preprocessing} says.
 * docs/vision.md has the number of parameters of each and where it comes from.
 */
public enum Applications {
  LENET5(28, 1, 10, 12, Preprocessing.UNIT),
  SMALL_VGG(32, 3, 10, 4, Preprocessing.UNIT),
  /** With three blocks a stage: ResNet-20. */
  SMALL_RESNET(32, 3, 10, 4, Preprocessing.UNIT),
  ALEXNET(227, 67, Preprocessing.MEANS_OF_BGR),
  VGG16(224, 32, Preprocessing.MEANS_OF_BGR),
  VGG19(224, 32, Preprocessing.MEANS_OF_BGR),
  GOOGLENET(224, 32, Preprocessing.MEANS_OF_BGR),
  INCEPTIONV3(299, 75, Preprocessing.CENTRED),
  INCEPTIONRESNETV2(299, 75, Preprocessing.CENTRED),
  RESNET18(224, 32, Preprocessing.NORMALIZED),
  RESNET34(224, 32, Preprocessing.NORMALIZED),
  RESNET50(224, 32, Preprocessing.MEANS_OF_BGR),
  RESNET101(224, 32, Preprocessing.MEANS_OF_BGR),
  RESNET152(224, 32, Preprocessing.MEANS_OF_BGR),
  RESNEXT50(224, 32, Preprocessing.NORMALIZED),
  SERESNET50(224, 32, Preprocessing.NORMALIZED),
  DENSENET121(224, 32, Preprocessing.NORMALIZED),
  DENSENET169(224, 32, Preprocessing.NORMALIZED),
  DENSENET201(224, 32, Preprocessing.NORMALIZED),
  DENSENET264(224, 32, Preprocessing.NORMALIZED),
  MOBILENET(224, 32, Preprocessing.CENTRED),
  MOBILENETV2(224, 32, Preprocessing.CENTRED),
  EFFICIENTNETB0(224, 32, Preprocessing.NONE),
  UNET(572, 1, 2, 188, Preprocessing.UNIT); // its classes: cell and ground

  /** What Keras calls the first input of a program. */
  static final String INPUT = "input_layer";

  private final int side;
  private final int channels;
  private final int classes;
  private final int least;
  private final Preprocessing preprocessing;

  /** One that was made for ImageNet. */
  Applications(int side, int least, Preprocessing preprocessing) {
    this(side, 3, 1000, least, preprocessing);
  }

  Applications(int side, int channels, int classes, int least, Preprocessing preprocessing) {
    this.side = side;
    this.channels = channels;
    this.classes = classes;
    this.least = least;
    this.preprocessing = preprocessing;
  }

  /** What it is called on the command line: {@code mobilenetv2}, {@code small-vgg}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Applications> named(String key) {
    return Arrays.stream(values()).filter(a -> a.key().equals(key)).findFirst();
  }

  /** All names, for messages. */
  public static String keys() {
    return Arrays.stream(values()).map(Applications::key).collect(Collectors.joining(", "));
  }

  /** Height and width of the images that it was made for. */
  public int side() {
    return side;
  }

  /** How the images are prepared that its published weights were trained on. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** With the size and the classes of its paper. */
  public ApplicationOptions defaults() {
    return ApplicationOptions.of(Shape.of(side, side, channels), classes);
  }

  /** The network with its defaults. */
  public Model model() {
    return model(o -> o);
  }

  /**
   * The network with other options than its defaults.
   *
   * @throws IllegalArgumentException if images are smaller than its stride
   */
  public Model model(UnaryOperator<ApplicationOptions> change) {
    ApplicationOptions options = change.apply(defaults());
    for (long n : options.inputShape().dims().subList(0, 2)) {
      if (n != Shape.ANY && n < least) {
        throw new IllegalArgumentException(
            "%s: expected images of at least %d x %d, got one example of shape %s; enlarge them"
                .formatted(key(), least, least, options.inputShape()));
      }
    }
    return build(options);
  }

  private Model build(ApplicationOptions options) {
    return switch (this) {
      case LENET5 -> LeNet5.model(options);
      case SMALL_VGG -> SmallVgg.model(options);
      case SMALL_RESNET -> SmallResNet.model(options, 3);
      case ALEXNET -> AlexNet.model(options);
      case VGG16 -> VGG.vgg16(options);
      case VGG19 -> VGG.vgg19(options);
      case GOOGLENET -> GoogLeNet.model(options);
      case INCEPTIONV3 -> InceptionV3.model(options);
      case INCEPTIONRESNETV2 -> InceptionResNetV2.model(options);
      case RESNET18 -> ResNet.resnet18(options);
      case RESNET34 -> ResNet.resnet34(options);
      case RESNET50 -> ResNet.resnet50(options);
      case RESNET101 -> ResNet.resnet101(options);
      case RESNET152 -> ResNet.resnet152(options);
      case RESNEXT50 -> ResNet.resnext50(options);
      case SERESNET50 -> ResNet.seresnet50(options);
      case DENSENET121 -> DenseNet.densenet121(options);
      case DENSENET169 -> DenseNet.densenet169(options);
      case DENSENET201 -> DenseNet.densenet201(options);
      case DENSENET264 -> DenseNet.densenet264(options);
      case MOBILENET -> MobileNet.first(options);
      case MOBILENETV2 -> MobileNet.second(options);
      case EFFICIENTNETB0 -> EfficientNet.b0(options);
      case UNET -> UNet.model(options);
    };
  }
}
