package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * The numbers of each example in another shape, row-major. A mask ends here.
 *
 * @param target without the batch axis; at most one size may be {@link Shape#ANY}: what remains
 */
public record Reshape(Shape target) implements Layer.Spec {
  public Reshape {
    long open = target.dims().stream().filter(d -> d == Shape.ANY).count();
    if (open > 1 || target.dims().stream().anyMatch(d -> d < 1 && d != Shape.ANY)) {
      throw new IllegalArgumentException(
          "Reshape: expected sizes of at least 1 and at most one that is any, got " + target);
    }
  }

  public static Reshape to(long... target) {
    return new Reshape(Shape.of(target));
  }

  @Override
  public Shape outputShape(Shape input) {
    boolean unknown = input.dims().contains(Shape.ANY);
    long given = product(input);
    long wanted = product(target);
    boolean open = target.dims().contains(Shape.ANY);
    boolean fits = unknown ? open : open ? given % wanted == 0 : given == wanted;
    if (!fits) {
      throw new IllegalArgumentException(
          "Reshape: expected one example of as many numbers as %s, got shape %s"
              .formatted(target, input));
    }
    return unknown ? target : filled(given / wanted);
  }

  private Shape filled(long rest) {
    List<Long> dims = new ArrayList<>(target.dims());
    dims.replaceAll(d -> d == Shape.ANY ? rest : d);
    return new Shape(dims);
  }

  private static long product(Shape shape) {
    return shape.dims().stream().filter(d -> d != Shape.ANY).reduce(1L, Math::multiplyExact);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    outputShape(input);
    return (in, context) -> {
      long batch = in.values().size(0);
      long given = in.values().length() / batch;
      if (given % product(target) != 0) {
        throw new IllegalArgumentException(
            "Reshape: cannot make %s of %d numbers an example".formatted(target, given));
      }
      Shape example = filled(given / product(target));
      long[] shape = new long[example.rank() + 1];
      shape[0] = batch;
      for (int i = 1; i < shape.length; i++) {
        shape[i] = example.dims().get(i - 1);
      }
      return Flatten.reshaped(in, shape);
    };
  }
}
