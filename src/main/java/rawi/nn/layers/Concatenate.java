package rawi.nn.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Inputs one after the other along one axis; the other axes are of equal size. Along the time axis
 * masks follow one another too; along another a step is real if it is in any of the inputs. An
 * input without a mask is all real; without any mask there is none.
 *
 * @param axis 0 is the batch, 1 the time of a sequence, -1 the last
 */
public record Concatenate(int axis) implements Junction.Spec {
  private static final int TIME = 1;

  /** Along the last axis. */
  public Concatenate() {
    this(-1);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape first = inputs.get(0);
    int along = Axes.of("Concatenate", axis, first) - 1;
    List<Long> dims = new ArrayList<>(first.dims());
    for (Shape input : inputs.subList(1, inputs.size())) {
      for (int i = 0; i < dims.size(); i++) {
        long own = input.rank() == dims.size() ? input.dims().get(i) : 0;
        boolean open = dims.get(i) == Shape.ANY || own == Shape.ANY;
        if (i == along && own != 0) {
          dims.set(i, open ? Shape.ANY : dims.get(i) + own);
        } else if (own == 0 || (!open && own != dims.get(i))) {
          throw new IllegalArgumentException(
              "Concatenate: expected examples of one shape but for axis %d, got %s"
                  .formatted(axis, inputs));
        } else if (open) {
          dims.set(i, Math.max(own, dims.get(i))); // ANY is negative
        }
      }
    }
    return List.of(new Shape(dims));
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    int along = Axes.of("Concatenate", axis, inputs.get(0));
    return (signals, context) -> forward(along, signals);
  }

  private static JunctionPass forward(int along, List<Signal> inputs) {
    INDArray[] parts = inputs.stream().map(Signal::values).toArray(INDArray[]::new);
    Signal out =
        new Signal(
            Nd4j.concat(along, parts),
            mask(along, inputs),
            inputs.stream().anyMatch(Signal::differentiable));
    return new JunctionPass(List.of(out), dOutputs -> split(along, inputs, dOutputs.get(0)));
  }

  private static List<Optional<INDArray>> split(
      int along, List<Signal> inputs, Optional<INDArray> d) {
    List<Optional<INDArray>> all = new ArrayList<>();
    long from = 0;
    for (Signal in : inputs) {
      long begin = from;
      from += in.values().size(along);
      long end = from;
      all.add(d.filter(one -> in.differentiable()).map(one -> part(one, along, begin, end)));
    }
    return all;
  }

  private static INDArray part(INDArray d, int along, long from, long to) {
    INDArrayIndex[] index = new INDArrayIndex[d.rank()];
    Arrays.fill(index, NDArrayIndex.all());
    index[along] = NDArrayIndex.interval(from, to);
    return d.get(index).dup('c');
  }

  private static Optional<INDArray> mask(int along, List<Signal> inputs) {
    if (inputs.stream().allMatch(in -> in.mask().isEmpty())) {
      return Optional.empty();
    }
    INDArray[] masks = inputs.stream().map(Concatenate::maskOrOnes).toArray(INDArray[]::new);
    if (along == TIME) {
      return Optional.of(Nd4j.concat(TIME, masks));
    }
    INDArray any = masks[0].dup('c');
    for (INDArray mask : masks) {
      Transforms.max(any, mask, false);
    }
    return Optional.of(any);
  }

  private static INDArray maskOrOnes(Signal in) {
    INDArray x = in.values();
    return in.mask()
        .map(m -> m.castTo(x.dataType()))
        .orElseGet(() -> Nd4j.ones(x.dataType(), x.size(0), x.size(1)));
  }
}
