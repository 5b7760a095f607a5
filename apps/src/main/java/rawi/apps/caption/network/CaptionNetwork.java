package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;

/**
 * One or several decoders side by side, and the encoder if it learns with them. Each decoder is
 * trained for itself, on the same batches; a caption is searched by the mean of their probabilities
 * (an ensemble, as Vinyals and others 2015, section 4.3.1, have).
 *
 * <pre>
 * inputs   0  ids before each word (batch, time), their mask
 *          1  the words (batch, time)
 *          2  which image each row is about (batch)
 *          3  images, as features (images, places, channels) or pixels for the encoder
 *          4  how often a decoder reads its own last word instead of the right one, (1)
 * output   -log p of each word, mean of the decoders, (batch, time)
 * </pre>
 */
public final class CaptionNetwork implements Junction {
  private static final int AT_ONCE = 32; // images

  private final Optional<Network> encoder;
  private final List<Decoder> decoders;

  private CaptionNetwork(Optional<Network> encoder, List<Decoder> decoders) {
    this.encoder = encoder;
    this.decoders = List.copyOf(decoders);
  }

  /**
   * New decoders.
   *
   * @param encoder that learns with them: from pixels to (images, height, width, channels)
   * @param members how many
   */
  public static CaptionNetwork build(
      Optional<Network> encoder, DecoderConfig config, int members, Weights weights) {
    return new CaptionNetwork(
        encoder,
        IntStream.range(0, members)
            .mapToObj(i -> new Decoder(config, weights.in("decoder_" + i)))
            .toList());
  }

  /** Those of the encoder, if it learns, then of each decoder. */
  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    encoder.ifPresent(e -> all.addAll(e.parameters()));
    all.addAll(decoderParameters());
    return all;
  }

  /** Those of the decoders. */
  public List<Parameter> decoderParameters() {
    return decoders.stream().flatMap(d -> d.parameters().stream()).toList();
  }

  /** The encoder that learns, if there is one. */
  public Optional<Network> encoder() {
    return encoder;
  }

  /** The words' vectors of each decoder: (words, dim). */
  public List<INDArray> vectors() {
    return decoders.stream().map(Decoder::vectors).toList();
  }

  /** Begins with what is known before anything is learnt: how frequent words are. */
  public void startFrom(double[] shares) {
    decoders.forEach(d -> d.startFrom(shares));
  }

  /** Features of what a batch has: pixels are encoded here, and the way back leads through. */
  private JunctionPass features(Signal picture, Context context) {
    if (picture.values().rank() == 3) {
      return new JunctionPass(List.of(picture), d -> List.of(Optional.empty()));
    }
    JunctionPass seen = encoder.orElseThrow().forward(List.of(picture), context);
    INDArray planes = seen.outputs().get(0).values();
    return new JunctionPass(
        List.of(new Signal(places(planes), Optional.empty(), true)),
        d -> seen.backward().apply(List.of(d.get(0).map(m -> m.reshape('c', planes.shape())))));
  }

  /** (images, height, width, channels) to (images, places, channels). */
  public static INDArray places(INDArray planes) {
    return planes.reshape('c', planes.size(0), planes.size(1) * planes.size(2), planes.size(3));
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    int[] group = inputs.get(2).values().dup('c').data().asInt();
    JunctionPass seen = features(inputs.get(3), context);
    Signal image = seen.outputs().get(0);
    double own = inputs.get(4).values().getDouble(0);
    List<JunctionPass> passes = new ArrayList<>();
    for (Decoder decoder : decoders) {
      Signal ids =
          own > 0 && context.training()
              ? mixed(decoder, inputs.get(0), group, image, own, context)
              : inputs.get(0);
      passes.add(decoder.forward(ids, inputs.get(1), group, image, context));
    }
    INDArray sum =
        passes.stream().map(p -> p.outputs().get(0).values()).reduce(INDArray::add).orElseThrow();
    Signal losses = new Signal(sum.div(passes.size()), inputs.get(0).mask(), true);
    return new JunctionPass(
        List.of(losses),
        d -> {
          Optional<INDArray> share = d.get(0).map(all -> all.div(passes.size()));
          Optional<INDArray> dImage =
              passes.stream()
                  .flatMap(p -> p.backward().apply(List.of(share)).get(0).stream())
                  .reduce(INDArray::addi);
          dImage.ifPresent(m -> seen.backward().apply(List.of(Optional.of(m))));
          return inputs.stream().map(in -> Optional.<INDArray>empty()).toList();
        });
  }

  /**
   * Scheduled sampling (Bengio and others 2015) in two passes (Mihaylova and Martins 2019): with
   * some probability a word becomes what the decoder would have said in its place.
   */
  private static Signal mixed(
      Decoder decoder, Signal ids, int[] group, Signal image, double rate, Context context) {
    Context reading = Context.inference(context.kernels(), context.arena());
    int[] own = decoder.own(ids, group, Signal.of(image.values()), reading).dup('c').data().asInt();
    int batch = (int) ids.values().size(0);
    int time = (int) ids.values().size(1);
    int[] given = ids.values().dup('c').data().asInt();
    int[][] mixed = new int[batch][time];
    for (int r = 0; r < batch; r++) {
      for (int t = 0; t < time; t++) {
        boolean takes = t > 0 && context.random().nextDouble() < rate;
        mixed[r][t] = takes ? own[r * time + t - 1] : given[r * time + t];
      }
    }
    return new Signal(Nd4j.createFromArray(mixed), ids.mask(), false);
  }

  /** What images can be asked for by their numbers. */
  public interface Gallery {
    /** Features of some, (images, places, channels). */
    INDArray of(int... images);

    /** How many there are. */
    int size();
  }

  /** The best captions that a search finds, some images at a time. */
  public List<Spoken> tell(Gallery images, Search search, Kernels kernels) {
    List<Spoken> all = new ArrayList<>();
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      int to = Math.min(images.size(), from + AT_ONCE);
      INDArray features = images.of(IntStream.range(from, to).toArray());
      all.addAll(tell(features, search, kernels));
      features.close();
    }
    return all;
  }

  /**
   * The best captions that a search finds.
   *
   * @param images features (images, places, channels)
   */
  public List<Spoken> tell(INDArray images, Search search, Kernels kernels) {
    Ensemble ensemble = new Ensemble(decoders, images, kernels);
    return search.beams().of(ensemble, (int) images.size(0));
  }
}
