package rawi.apps.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Network;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Floats;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;
import rawi.nn.metrics.ClassificationReport;
import rawi.nn.metrics.TemperatureScaling;
import rawi.nn.training.Dataset;
import rawi.nn.training.Evaluation;
import rawi.vision.applications.Preprocessing;
import rawi.vision.images.Image;
import rawi.vision.images.ImageDataset;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.images.ImageFile;
import rawi.vision.images.ImageSource;

/**
 * A trained classifier of images, ready for use by any number of threads at once.
 *
 * <pre>{@code
 * try (var model = VisionModel.load(Path.of("mnist.rawi"))) {
 *   System.out.println(model.predict(Path.of("seven.png")).best().label());
 * }
 * }</pre>
 */
public final class VisionModel implements AutoCloseable {
  private static final int JUDGED_AT_ONCE = 128;

  private final VisionConfig config;
  private final Preprocessing preprocessing;
  private final Network network;
  private final Kernels kernels;
  private final Runnable release;
  private final Queue<Arena> arenas = new ConcurrentLinkedQueue<>();

  /**
   * A model ready for use.
   *
   * @param network from images of the configured form to logits, one for each class
   * @param release run when the model is closed: ends what was started for it alone
   */
  VisionModel(VisionConfig config, Network network, Kernels kernels, Runnable release) {
    this(config, Preprocessing.NONE, network, kernels, release);
  }

  /**
   * The same for a network that does not prepare its images itself.
   *
   * @param preprocessing of pixels from 0 to 255
   */
  VisionModel(
      VisionConfig config,
      Preprocessing preprocessing,
      Network network,
      Kernels kernels,
      Runnable release) {
    this.config = config;
    this.preprocessing = preprocessing;
    this.network = network;
    this.kernels = kernels;
    this.release = release;
  }

  /**
   * Opens a model file on the processor, with a thread for each core.
   *
   * @throws rawi.nn.saving.ModelFileException if it is not a whole classifier of images
   */
  public static VisionModel load(Path file) {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
    try {
      return VisionFile.read(file, new CpuKernels(workers), workers::close);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  VisionConfig config() {
    return config;
  }

  Network network() {
    return network;
  }

  Preprocessing preprocessing() {
    return preprocessing;
  }

  /** What the model can answer, in its order. */
  public List<String> labels() {
    return config.classes();
  }

  /**
   * What a picture shows.
   *
   * @throws rawi.vision.images.ImageFileException if the file is no picture, or a broken one
   */
  public ImagePrediction predict(Path picture) {
    return predict(ImageFile.read(picture));
  }

  /** What an image shows, of any size and with any channels. */
  public ImagePrediction predict(Image image) {
    double[] p = TemperatureScaling.none().probabilities(logits(image));
    return new ImagePrediction(
        IntStream.range(0, p.length)
            .mapToObj(k -> new ImagePrediction.Guess(labels().get(k), p[k]))
            .toList());
  }

  /** An image brought to the model's form: (1, height, width, channels), 0 to 255. */
  INDArray pixels(Image image) {
    Form form = config.form();
    float[] pixels =
        image.withChannels(form.channels()).resized(form.height(), form.width(), form.crop());
    return Floats.array(pixels, DataType.FLOAT, 1, form.height(), form.width(), form.channels());
  }

  private double[] logits(Image image) {
    Arena arena = borrowed();
    try {
      return arena.step(
          () -> {
            Context context = Context.inference(kernels, arena);
            INDArray prepared = preprocessing.apply(pixels(image));
            return network
                .forward(List.of(Signal.of(prepared)), context)
                .outputs()
                .get(0)
                .values()
                .toDoubleMatrix()[0];
          });
    } finally {
      arenas.add(arena);
    }
  }

  private Arena borrowed() {
    Arena arena = arenas.poll();
    return arena == null ? new Arena() : arena;
  }

  /**
   * Judges the model on images whose classes it knows.
   *
   * @throws rawi.vision.images.ImageFileException if an image cannot be read or its class was not
   *     seen in training
   */
  public ClassificationReport evaluate(ImageSource images) {
    return judge(images).report();
  }

  /** The same, with what was answered for each image. */
  Judged judge(ImageSource images) {
    ImageSource known = images.withClasses(labels());
    Dataset data =
        new PreparedImages(
            ImageDataset.inOrder(known, config.form(), JUDGED_AT_ONCE), preprocessing);
    Evaluation result = Evaluation.of(network, data, Optional.empty(), kernels, new Arena());
    double[][] probabilities =
        TemperatureScaling.none().probabilities(result.logits().toArray(double[][]::new));
    return new Judged(known, probabilities, result.labels());
  }

  /** Frees the weights and ends the threads that {@link #load} started. */
  @Override
  public void close() {
    network.parameters().forEach(p -> p.value().close());
    release.run();
  }
}
