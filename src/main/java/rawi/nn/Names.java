package rawi.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of a model's layers, each once. Names that were given stay; the others are made as
 * Keras makes them: {@code dense, dense_1, dense_2}, going round those that were given.
 */
final class Names {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> used = new HashMap<>();

  private Names() {}

  /**
   * A name for each, in this order.
   *
   * @throws IllegalArgumentException if a name was given twice
   */
  static List<String> of(List<? extends Junction.Spec> specs) {
    Names names = new Names();
    for (Junction.Spec spec : specs) {
      if (given(spec) && !names.taken.add(spec.name())) {
        throw new IllegalArgumentException(
            "two layers are named '%s': give one of them another name".formatted(spec.name()));
      }
    }
    List<String> all = new ArrayList<>();
    specs.forEach(spec -> all.add(given(spec) ? spec.name() : names.next(spec.name())));
    return List.copyOf(all);
  }

  private static boolean given(Junction.Spec spec) {
    return spec instanceof Named || spec instanceof InputLayer;
  }

  private String next(String base) {
    while (true) {
      int before = used.merge(base, 1, Integer::sum) - 1;
      String name = before == 0 ? base : base + "_" + before;
      if (taken.add(name)) {
        return name;
      }
    }
  }
}
