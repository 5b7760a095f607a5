package rawi.boosting;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.models.KnownTypes;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;
import rawi.nn.saving.ModelFile;
import rawi.nn.training.Evaluation;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.images.ImageDataset;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.images.ImageSet;
import rawi.vision.images.ImageSource;

/**
 * The classifier of a trained network replaced by boosted trees: what a layer within it puts out is
 * the row of features that the trees learn from.
 *
 * @param rows (images, features)
 * @param labels the class of each image
 */
record BoostedFeatures(double[][] rows, int[] labels) {
  private static final int AT_ONCE = 64;

  /** What a network with one row of numbers for each image puts out. */
  static BoostedFeatures of(Network network, ImageSource images, Form form, Kernels kernels) {
    ImageDataset data = ImageDataset.inOrder(images, form, AT_ONCE);
    Evaluation result = Evaluation.of(network, data, Optional.empty(), kernels, new Arena());
    return new BoostedFeatures(result.logits().toArray(double[][]::new), result.labels());
  }

  /** The body of a model of {@code rawi vision train} up to a layer, for images from 0 to 255. */
  static Network upTo(Network trained, String layer) {
    Shape image = trained.inputs().get(0);
    Node pixels = Node.input("pixels", image);
    Node features =
        pixels.then(new Rescaling(1.0 / 255)).then(trained.sub("body").upTo(layer).reused());
    return Network.of(Model.of(pixels, features), Weights.undrawn(DataType.FLOAT));
  }

  /** Trees on these rows, judged on others. */
  double boosted(BoostedFeatures test, int classes, int rounds) throws XGBoostError {
    try (BoostedTrees trees = BoostedTrees.train(rows, labels, classes, rounds)) {
      return trees.accuracy(test.rows, test.labels);
    }
  }

  /**
   * The figures of docs/vision-apps.md.
   *
   * @param arguments a model of {@code rawi vision train --arch lenet5}, the folder of MNIST
   */
  public static void main(String[] arguments) throws XGBoostError {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Network lenet = ModelFile.of(KnownTypes.all()).read(Path.of(arguments[0]));
    ImageSet mnist = new ImageSet(Path.of(arguments[1]));
    Form form = Form.of(28, 28, 1);
    try (Workers workers = new Workers(2)) {
      Kernels kernels = new CpuKernels(workers);
      ImageSource train = mnist.training().range(0, 10_000);
      ImageSource test = mnist.test();
      say(out, "LeNet-5 itself", of(lenet, test, form, kernels).argmaxAccuracy());
      for (String layer : List.of("flatten", "dense", "dense_1")) {
        Network features = upTo(lenet, layer);
        BoostedFeatures learnt = of(features, train, form, kernels);
        double accuracy = learnt.boosted(of(features, test, form, kernels), 10, 50);
        say(out, "XGBoost on %s (%d)".formatted(layer, learnt.rows[0].length), accuracy);
      }
      BoostedFeatures pixels = pixels(train, form);
      say(out, "XGBoost on pixels (784)", pixels.boosted(pixels(test, form), 10, 50));
    }
  }

  /** The images themselves, row by row. */
  static BoostedFeatures pixels(ImageSource images, Form form) {
    double[][] rows = new double[images.size()][];
    int[] labels = new int[images.size()];
    for (int i = 0; i < rows.length; i++) {
      float[] values =
          images
              .image(i)
              .withChannels(form.channels())
              .resized(form.height(), form.width(), form.crop());
      rows[i] = new double[values.length];
      for (int j = 0; j < values.length; j++) {
        rows[i][j] = values[j];
      }
      labels[i] = images.label(i);
    }
    return new BoostedFeatures(rows, labels);
  }

  /** The share of rows whose largest number stands at the true class. */
  double argmaxAccuracy() {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int k = 1; k < rows[i].length; k++) {
        best = rows[i][k] > rows[i][best] ? k : best;
      }
      right += best == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  private static void say(PrintStream out, String what, double accuracy) {
    out.println(String.format(Locale.ROOT, "%-28s %.4f", what, accuracy));
  }
}
