package rawi.apps.caption;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.caption.data.CaptionText;
import rawi.apps.caption.data.CaptionVocabulary;
import rawi.apps.caption.features.ImageEncoder;
import rawi.apps.caption.features.ImageInputs;
import rawi.apps.caption.network.CaptionNetwork;
import rawi.apps.caption.network.Join;
import rawi.apps.caption.network.Search;
import rawi.apps.caption.network.Spoken;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Backend;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.NvidiaProbe;
import rawi.nn.backend.Workers;
import rawi.vision.images.Image;
import rawi.vision.images.ImageFile;

/**
 * A trained captioner, ready for use by any number of threads at once.
 *
 * <pre>{@code
 * try (var model = CaptionModel.load(Path.of("fr.rawi"))) {
 *   System.out.println(model.predict(Path.of("dog.jpg")).text());
 * }
 * }</pre>
 */
public final class CaptionModel implements AutoCloseable {
  private static final int AT_ONCE = 32; // images

  private final CaptionConfig config;
  private final CaptionVocabulary vocabulary;
  private final ImageEncoder encoder;
  private final ImageEncoder.Ready ready;
  private final CaptionNetwork network;
  private final Kernels kernels;
  private final Runnable release;
  private final Queue<Arena> arenas = new ConcurrentLinkedQueue<>();

  /**
   * A model ready for use.
   *
   * @param release run when the model is closed: ends what was started for it alone
   */
  CaptionModel(
      CaptionConfig config,
      CaptionVocabulary vocabulary,
      ImageEncoder encoder,
      CaptionNetwork network,
      Kernels kernels,
      Runnable release) {
    this.config = config;
    this.vocabulary = vocabulary;
    this.encoder = encoder;
    this.ready = encoder.ready(kernels);
    this.network = network;
    this.kernels = kernels;
    this.release = release;
  }

  /**
   * Opens a model file on the processor, with a thread for each core.
   *
   * @throws rawi.nn.saving.ModelFileException if it is not a whole captioner
   */
  public static CaptionModel load(Path file) {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
    try {
      return CaptionFile.read(file, new CpuKernels(workers), workers::close);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  CaptionConfig config() {
    return config;
  }

  CaptionVocabulary vocabulary() {
    return vocabulary;
  }

  CaptionNetwork network() {
    return network;
  }

  /** What makes features of images. */
  public ImageEncoder encoder() {
    return encoder;
  }

  /** The language of its captions. */
  public String lang() {
    return config.lang();
  }

  /** Captions kept open in a search, unless another number is asked for. */
  public int beam() {
    return config.beam();
  }

  /**
   * What a picture shows.
   *
   * @throws rawi.vision.images.ImageFileException if the file is no picture, or a broken one
   */
  public Caption predict(Path picture) {
    return predict(ImageFile.read(picture));
  }

  /** What an image shows, of any size. */
  public Caption predict(Image image) {
    return predict(List.of(image), config.beam()).get(0);
  }

  /**
   * What images show.
   *
   * @param beam captions kept open for each; 1: the most probable word each time
   */
  public List<Caption> predict(List<Image> images, int beam) {
    List<Caption> all = new ArrayList<>();
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      List<Image> some = images.subList(from, Math.min(images.size(), from + AT_ONCE));
      Arena arena = borrowed();
      try {
        INDArray features = ready.features(some.stream().map(encoder::pixels).toList(), arena);
        network.tell(features, search(beam), kernels).forEach(one -> all.add(caption(one)));
        features.close();
      } finally {
        arenas.add(arena);
      }
    }
    return all;
  }

  private Arena borrowed() {
    Arena arena = arenas.poll();
    return arena == null ? new Arena() : arena;
  }

  /**
   * What images show whose features were computed before.
   *
   * @param features as {@link rawi.apps.caption.features.Features.Ready#whole}
   */
  public List<Caption> predict(ImageInputs features, int beam) {
    return network.tell(features, search(beam), kernels).stream().map(this::caption).toList();
  }

  private Search search(int beam) {
    return new Search(beam, config.maxWords(), config.lengthPower(), vocabulary);
  }

  private Caption caption(Spoken spoken) {
    List<String> words = vocabulary.decode(spoken.ids());
    Optional<Caption.Looks> looks =
        spoken
            .looks()
            .filter(all -> config.decoder().join() == Join.ATTENTION)
            .map(all -> new Caption.Looks(encoder.rows(), encoder.columns(), all));
    return new Caption(CaptionText.of(words, config.lang()), words, spoken.logProbability(), looks);
  }

  /** Frees the weights and ends the threads that {@link #load} started. */
  @Override
  public void close() {
    network.decoderParameters().forEach(p -> p.value().close());
    encoder.network().parameters().forEach(p -> p.value().close());
    release.run();
  }
}
