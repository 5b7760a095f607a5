package rawi.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rawi.nn.activations.ActivationFunction;

/**
 * Layers one after the other. A Sequential is itself a layer. Each place has weights of its own,
 * also where one spec stands in two of them.
 */
public record Sequential(List<Layer.Spec> layers) implements Layer.Spec {
  public Sequential {
    layers = List.copyOf(layers);
  }

  public static Sequential of(Layer.Spec... layers) {
    return new Sequential(List.of(layers));
  }

  /** The layers up to and with this one, all under the names they have here. */
  Sequential upTo(String layer) {
    List<String> names = Names.of(layers);
    int end = names.indexOf(layer) + 1;
    if (end == 0) {
      throw new IllegalArgumentException(
          "no layer is named '%s'; there are %s".formatted(layer, String.join(", ", names)));
    }
    List<Layer.Spec> kept = new ArrayList<>();
    for (int i = 0; i < end; i++) {
      boolean same = Names.of(layers.subList(0, end)).get(i).equals(names.get(i));
      kept.add(same ? layers.get(i) : layers.get(i).named(names.get(i)));
    }
    return new Sequential(kept);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return layers.isEmpty()
        ? Optional.empty()
        : layers.get(layers.size() - 1).lastActivation(output);
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Shape> shapes = shapes(input);
    return shapes.get(shapes.size() - 1);
  }

  /** The input's shape, and what each layer makes of it. */
  private List<Shape> shapes(Shape input) {
    List<String> names = Names.of(layers);
    List<Shape> shapes = new ArrayList<>(List.of(input));
    for (int i = 0; i < layers.size(); i++) {
      Shape before = shapes.get(i);
      try {
        shapes.add(layers.get(i).outputShape(before));
      } catch (IllegalArgumentException e) {
        String giver = i == 0 ? "the input" : names.get(i - 1);
        List<Shape> taken = i == 0 ? List.of() : List.of(shapes.get(i - 1));
        throw Misfit.of(List.of(new Misfit.Giver(giver, taken, before)), names.get(i), e);
      }
    }
    return shapes;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    List<String> names = Names.of(layers);
    List<Shape> shapes = shapes(input);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer.Spec spec = layers.get(i);
      parts.add(
          new Part(
              names.get(i),
              spec,
              Optional.of(spec.build(shapes.get(i), weights.in(names.get(i)))),
              List.of(shapes.get(i)),
              List.of(shapes.get(i + 1)),
              i == 0 ? List.of() : List.of(names.get(i - 1) + "[0][0]")));
    }
    return new Chain(parts);
  }
}
