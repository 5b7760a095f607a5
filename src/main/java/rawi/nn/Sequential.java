package rawi.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Layers one after the other. A Sequential is itself a layer. */
public record Sequential(List<Layer.Spec> layers) implements Layer.Spec {
  public Sequential {
    layers = List.copyOf(layers);
  }

  public static Sequential of(Layer.Spec... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape shape = input;
    for (Layer.Spec layer : layers) {
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    List<Layer> built = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    Shape shape = input;
    for (Layer.Spec spec : layers) {
      int before = used.merge(spec.name(), 1, Integer::sum) - 1;
      String name = before == 0 ? spec.name() : spec.name() + "_" + before;
      Shape output = spec.outputShape(shape);
      built.add(spec.build(shape, weights.in(name)));
      shape = output;
    }
    return new Chain(List.copyOf(built));
  }

  private record Chain(List<Layer> layers) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return layers.stream().flatMap(l -> l.parameters().stream()).toList();
    }

    @Override
    public Pass forward(Signal input, Context context) {
      Pass pass = Pass.through(input);
      for (Layer layer : layers) {
        pass = pass.then(layer.forward(pass.output(), context));
      }
      return pass;
    }
  }
}
