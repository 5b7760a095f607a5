package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.AttentivePass;
import rawi.nn.layers.Dense;
import rawi.nn.layers.SpatialDropout1D;

/**
 * The LSTM looks at the image before each word (Xu and others 2015, Show, Attend and Tell).
 *
 * <pre>
 * V = {@link PlaceValues} of a, dropped alike in all places     K = V W' + b'     once an image
 * h, c = {@link ImageState} of the mean of a
 * h_t, z_t, alpha_t = {@link AttentiveLstm}
 * told_t = dropout(h_t) L + z_t L' + x_t                      (deep output, their equation 7)
 * penalty  evenness / batch sum_rows mean_i (1 - sum_t alpha_ti)^2     (their equation 14)
 * </pre>
 */
final class AttentiveReader implements Reader {
  private final ImageState state;
  private final Layer values;
  private final Layer valuesDropout;
  private final Layer keys;
  private final AttentiveLstm lstm;
  private final Layer dropout;
  private final Layer told;
  private final Layer toldOfImage;
  private final double evenness;

  AttentiveReader(DecoderConfig config, Weights weights) {
    int dim = config.attentionDim();
    int features = config.embeddingDim();
    Shape seen = Shape.of(Shape.ANY, dim);
    Shape states = Shape.of(Shape.ANY, config.units());
    this.state = new ImageState(config, weights);
    this.values = new PlaceValues(config, weights.in("values"));
    this.valuesDropout = new SpatialDropout1D(config.imageDropout()).build(seen, weights);
    this.keys = Dense.of(dim).build(seen, weights.in("keys"));
    this.lstm = AttentiveLstm.build(features, dim, dim, config.units(), weights.in("lstm"));
    this.dropout = new SpatialDropout1D(config.dropout()).build(states, weights);
    this.told = Dense.of(features).build(states, weights.in("told"));
    this.toldOfImage = Dense.of(features).useBias(false).build(seen, weights.in("told_of_image"));
    this.evenness = config.evenness();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(state.parameters());
    Stream.of(values, keys).forEach(layer -> all.addAll(layer.parameters()));
    all.addAll(lstm.parameters());
    Stream.of(told, toldOfImage).forEach(layer -> all.addAll(layer.parameters()));
    return all;
  }

  @Override
  public JunctionPass forward(Signal x, Signal image, int[] group, Context context) {
    Rows rows = new Rows(group, context);
    Signal mean =
        new Signal(
            ImageState.mean(image.values(), context.kernels()),
            Optional.empty(),
            image.differentiable());
    ImageState.Made start = state.forward(mean, context);
    Pass projected = values.forward(image, context);
    Pass seen = projected.then(valuesDropout.forward(projected.output(), context));
    Pass compared = keys.forward(seen.output(), context);
    JunctionPass read =
        lstm.forward(
            List.of(
                x,
                seen.output(),
                compared.output(),
                Signal.of(Nd4j.createFromArray(group)),
                rows.of(start.states().get(0)),
                rows.of(start.states().get(1))),
            context);
    Pass kept = dropout.forward(read.outputs().get(0), context);
    Pass own = kept.then(told.forward(kept.output(), context));
    Pass ofImage = toldOfImage.forward(read.outputs().get(1), context);
    INDArray sum = own.output().values(); // nobody reads it any more
    context.kernels().add(ofImage.output().values(), sum);
    context.kernels().add(x.values(), sum);
    Optional<INDArray> dLooks = uneven(read.outputs().get(2).values(), context);
    return new JunctionPass(
        List.of(new Signal(sum, x.mask(), true), read.outputs().get(2)),
        d -> {
          Optional<INDArray> dSum = d.get(0);
          List<Optional<INDArray>> back =
              read.backward()
                  .apply(
                      List.of(
                          dSum.flatMap(own.backward()::apply),
                          dSum.flatMap(ofImage.backward()::apply),
                          dLooks));
          INDArray dSeen = back.get(1).orElseThrow();
          back.get(2)
              .flatMap(compared.backward()::apply)
              .ifPresent(more -> context.kernels().add(more, dSeen));
          Optional<INDArray> dImage = seen.backward().apply(dSeen);
          long images = image.values().size(0);
          Optional<INDArray> dMean =
              start
                  .backward()
                  .apply(
                      rows.sums(back.get(4).orElseThrow(), images),
                      rows.sums(back.get(5).orElseThrow(), images));
          dMean.ifPresent(m -> dImage.orElseThrow().addi(ImageState.spread(m, image.values())));
          back.get(0).ifPresent(dx -> context.kernels().add(dSum.orElseThrow(), dx));
          return List.of(back.get(0), dImage);
        });
  }

  /** Adds the penalty on looks (batch, time, places) that leave places out; gives its gradient. */
  private Optional<INDArray> uneven(INDArray looks, Context context) {
    if (evenness == 0 || looks.size(2) == 1 || !context.training()) {
      return Optional.empty();
    }
    INDArray missing = looks.sum(1).rsubi(1); // (batch, places)
    double share = evenness / missing.length();
    context.penalties().add(share * missing.mul(missing).sumNumber().doubleValue());
    INDArray each = missing.muli(-2 * share).reshape(looks.size(0), 1, looks.size(2));
    return Optional.of(Nd4j.zerosLike(looks).addi(each));
  }

  @Override
  public Seen see(INDArray images, Context context) {
    List<Signal> states =
        state.forward(Signal.of(ImageState.mean(images, context.kernels())), context).states();
    Signal seen = values.forward(Signal.of(images), context).output();
    INDArray compared = keys.forward(seen, context).output().values();
    return new Seen(
        Optional.of(new Places(seen.values(), compared)),
        states.get(0).values(),
        states.get(1).values());
  }

  @Override
  public Told step(Seen seen, int[] group, INDArray x, INDArray h, INDArray c, Context context) {
    int[] lengths = new int[group.length];
    Arrays.fill(lengths, 1);
    Places places = seen.places().orElseThrow();
    AttentivePass pass = lstm.run(x, lengths, places.values(), places.keys(), group, h, c, context);
    INDArray own = told.forward(Signal.of(pass.output()), context).output().values();
    INDArray ofImage = toldOfImage.forward(Signal.of(pass.contexts()), context).output().values();
    INDArray sum = own.add(ofImage).addi(x);
    return new Told(
        sum.reshape('c', sum.size(0), sum.size(2)),
        pass.h(),
        pass.c(),
        Optional.of(pass.looks().reshape('c', group.length, pass.looks().size(2))));
  }
}
