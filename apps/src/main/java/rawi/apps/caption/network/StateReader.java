package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.SpatialDropout1D;
import rawi.recurrent.LSTM;

/**
 * The image tells its LSTM once what it shows (Vinyals and others 2015, Show and Tell).
 *
 * <pre>
 * init    h, c = {@link ImageState} of the image's mean
 * first   h, c = LSTM(0, 0; mean W + b), one step before the words
 * told_t  = dropout(h_t) L + b
 * </pre>
 */
final class StateReader implements Reader {
  private final Optional<ImageState> state; // init
  private final Optional<Layer> input; // first
  private final Layer imageDropout;
  private final Junction lstm;
  private final Layer dropout;
  private final Layer told;

  StateReader(DecoderConfig config, Weights weights) {
    Shape pooled = Shape.of(config.channels());
    int features = config.embeddingDim();
    boolean first = config.join() == Join.FIRST;
    this.state = first ? Optional.empty() : Optional.of(new ImageState(config, weights));
    this.input =
        first
            ? Optional.of(Dense.of(features).build(pooled, weights.in("image")))
            : Optional.empty();
    this.imageDropout = new Dropout(config.imageDropout()).build(pooled, weights);
    Shape states = Shape.of(config.units());
    this.lstm =
        LSTM.of(config.units())
            .with(o -> o.returnSequences(true).returnState(true))
            .build(List.of(Shape.of(Shape.ANY, features), states, states), weights.in("lstm"));
    Shape sequence = Shape.of(Shape.ANY, config.units());
    this.dropout = new SpatialDropout1D(config.dropout()).build(sequence, weights);
    this.told = Dense.of(features).build(sequence, weights.in("told"));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    state.ifPresent(s -> all.addAll(s.parameters()));
    input.ifPresent(i -> all.addAll(i.parameters()));
    all.addAll(lstm.parameters());
    all.addAll(told.parameters());
    return all;
  }

  private ImageState.Made start(Signal mean, Context context) {
    return state
        .map(s -> s.forward(mean, context))
        .orElseGet(() -> firstStep(input.orElseThrow(), mean, context));
  }

  private ImageState.Made firstStep(Layer image, Signal mean, Context context) {
    Pass read = imageDropout.forward(mean, context);
    Pass projected = read.then(image.forward(read.output(), context));
    INDArray x = projected.output().values();
    INDArray step = x.reshape('c', x.size(0), 1, x.size(1));
    JunctionPass pass = lstm.forward(List.of(new Signal(step, Optional.empty(), true)), context);
    return new ImageState.Made(
        pass.outputs().subList(1, 3),
        (dh, dc) ->
            pass.backward()
                .apply(List.of(Optional.empty(), Optional.of(dh), Optional.of(dc)))
                .get(0)
                .flatMap(d -> projected.backward().apply(d.reshape('c', x.shape()))));
  }

  @Override
  public JunctionPass forward(Signal x, Signal image, int[] group, Context context) {
    Rows rows = new Rows(group, context);
    Signal mean =
        new Signal(
            ImageState.mean(image.values(), context.kernels()),
            Optional.empty(),
            image.differentiable());
    ImageState.Made start = start(mean, context);
    JunctionPass read =
        lstm.forward(
            List.of(x, rows.of(start.states().get(0)), rows.of(start.states().get(1))), context);
    Pass kept = dropout.forward(read.outputs().get(0), context);
    Pass out = kept.then(told.forward(kept.output(), context));
    return new JunctionPass(
        List.of(out.output()),
        d -> {
          Optional<INDArray> dh = d.get(0).flatMap(out.backward()::apply);
          List<Optional<INDArray>> back =
              read.backward().apply(List.of(dh, Optional.empty(), Optional.empty()));
          long images = image.values().size(0);
          Optional<INDArray> dMean =
              start
                  .backward()
                  .apply(
                      rows.sums(back.get(1).orElseThrow(), images),
                      rows.sums(back.get(2).orElseThrow(), images));
          return List.of(back.get(0), dMean.map(m -> ImageState.spread(m, image.values())));
        });
  }

  @Override
  public Seen see(INDArray images, Context context) {
    List<Signal> states =
        start(Signal.of(ImageState.mean(images, context.kernels())), context).states();
    return new Seen(Optional.empty(), states.get(0).values(), states.get(1).values());
  }

  @Override
  public Told step(Seen seen, int[] group, INDArray x, INDArray h, INDArray c, Context context) {
    List<Signal> outputs =
        lstm.forward(List.of(Signal.of(x), Signal.of(h), Signal.of(c)), context).outputs();
    INDArray next = told.forward(outputs.get(0), context).output().values();
    return new Told(
        next.reshape('c', next.size(0), next.size(2)),
        outputs.get(1).values(),
        outputs.get(2).values(),
        Optional.empty());
  }
}
