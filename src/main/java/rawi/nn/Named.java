package rawi.nn;

/** What was given a name of its own: {@code new Dense(64).named("hidden")}. */
public sealed interface Named extends Junction.Spec permits NamedLayer, NamedJunction {
  /** The same without the name. */
  Junction.Spec spec();

  @Override
  String name();

  /** What a spec is without the name, and a model that is used as a layer, the model. */
  static Junction.Spec unnamed(Junction.Spec spec) {
    if (spec instanceof ModelLayer layer) {
      return layer.model();
    }
    return spec instanceof Named named ? unnamed(named.spec()) : spec;
  }

  /** Refuses what could not be part of a weight's path. */
  static void check(String name) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "layer '%s': expected a name of letters, digits, '_', '.' and '-'".formatted(name));
    }
  }
}
