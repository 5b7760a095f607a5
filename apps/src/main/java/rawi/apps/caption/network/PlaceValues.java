package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Dense;

/**
 * What there is to see in each place: V_i = relu(a_i W + b + P_i). P is learnt and tells places
 * apart: without it a sum over places could not know where anything stands. An image of a single
 * place has none. (images, places, channels) to (images, places, dim).
 */
final class PlaceValues implements Layer {
  private final Layer dense;
  private final Parameter position; // P, (places, dim)

  PlaceValues(DecoderConfig config, Weights weights) {
    int dim = config.attentionDim();
    this.dense = Dense.of(dim).build(Shape.of(Shape.ANY, config.channels()), weights);
    this.position = weights.create("position", Initializer.RANDOM_NORMAL, config.places(), dim);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(dense.parameters());
    all.add(position);
    return all;
  }

  @Override
  public Pass forward(Signal image, Context context) {
    Pass linear = dense.forward(image, context);
    INDArray given = linear.output().values();
    long images = given.size(0);
    long places = given.size(1);
    boolean placed = places > 1;
    INDArray z = placed ? given.add(position.value().reshape(1, places, given.size(2))) : given;
    INDArray rows = z.reshape('c', images * places, given.size(2));
    INDArray y = context.kernels().activation(Activations.RELU, rows);
    return new Pass(
        new Signal(y.reshape('c', given.shape()), Optional.empty(), true),
        dy -> {
          INDArray dRows = dy.reshape('c', rows.shape());
          INDArray dz =
              context
                  .kernels()
                  .activationBackward(Activations.RELU, rows, y, dRows)
                  .reshape('c', given.shape());
          if (placed && position.trainable()) {
            INDArray sums = Nd4j.zeros(dz.dataType(), places * given.size(2));
            context.kernels().setColumnSums(dz.reshape('c', images, sums.length()), sums);
            position.accumulate(sums.reshape(places, given.size(2)));
          }
          return linear.backward().apply(dz);
        });
  }
}
