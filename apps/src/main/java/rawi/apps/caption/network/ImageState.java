package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;

/**
 * The state of an LSTM from the mean of an image's places: h = tanh(a W + b), c = tanh(a W' + b')
 * (Xu and others 2015, section 3.1.2).
 */
final class ImageState {
  private final Layer dropout;
  private final Layer h;
  private final Layer c;

  ImageState(DecoderConfig config, Weights weights) {
    Shape pooled = Shape.of(config.channels());
    this.dropout = new Dropout(config.imageDropout()).build(pooled, weights);
    Dense dense = Dense.of(config.units(), Activations.TANH);
    this.h = dense.build(pooled, weights.in("image_h"));
    this.c = dense.build(pooled, weights.in("image_c"));
  }

  List<Parameter> parameters() {
    return Stream.of(h, c).flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** (images, places, channels) to (images, channels). */
  static INDArray mean(INDArray image, Kernels kernels) {
    return image.size(1) == 1
        ? image.reshape('c', image.size(0), image.size(2))
        : kernels.segmentMeans(image);
  }

  /** dL/d(image) from dL/d(its mean). */
  static INDArray spread(INDArray dMean, INDArray image) {
    INDArray each = dMean.div(image.size(1)).reshape('c', image.size(0), 1, image.size(2));
    return Nd4j.zerosLike(image).addi(each);
  }

  /** Both states, (images, units), and the way back to dL/d(mean). */
  record Made(List<Signal> states, Backward backward) {}

  /** From dL/dh and dL/dc. */
  @FunctionalInterface
  interface Backward {
    Optional<INDArray> apply(INDArray dh, INDArray dc);
  }

  Made forward(Signal mean, Context context) {
    Pass kept = dropout.forward(mean, context);
    Pass first = h.forward(kept.output(), context);
    Pass second = c.forward(kept.output(), context);
    return new Made(
        List.of(first.output(), second.output()),
        (dh, dc) -> {
          List<INDArray> back = new ArrayList<>();
          first.backward().apply(dh).ifPresent(back::add);
          second.backward().apply(dc).ifPresent(back::add);
          return back.stream().reduce(INDArray::add).flatMap(kept.backward()::apply);
        });
  }
}
