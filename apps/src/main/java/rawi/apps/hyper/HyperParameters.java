package rawi.apps.hyper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * All hyper-parameters of an application.
 *
 * @param defaults the options of an application whose user says nothing
 */
public record HyperParameters<O>(List<HyperParameter<O>> all, O defaults) {
  public HyperParameters {
    all = List.copyOf(all);
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public HyperParameter<O> named(String name) {
    return all.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown hyper-parameter '%s'; known: %s"
                        .formatted(name, String.join(", ", names()))));
  }

  /** What they are called. */
  public List<String> names() {
    return all.stream().map(HyperParameter::name).toList();
  }

  /** These and one more. */
  public HyperParameters<O> and(HyperParameter<O> more) {
    List<HyperParameter<O>> longer = new ArrayList<>(all);
    longer.add(more);
    return new HyperParameters<>(longer, defaults);
  }

  /** These but for those of some names. */
  public HyperParameters<O> without(List<String> names) {
    return new HyperParameters<>(
        all.stream().filter(p -> !names.contains(p.name())).toList(), defaults);
  }

  /** The values that the defaults have. */
  public Settings settings() {
    Map<String, String> values = new LinkedHashMap<>();
    all.forEach(p -> values.put(p.name(), defaultOf(p)));
    return new Settings(values);
  }

  private String defaultOf(HyperParameter<O> parameter) {
    return parameter.of().apply(defaults).toString();
  }

  /** Adds a command, with an option for each, to a family of commands. */
  public void addTo(CommandLine family, Object command) {
    CommandLine added = new CommandLine(command);
    addTo(added.getCommandSpec());
    family.addSubcommand(added);
  }

  private void addTo(CommandSpec command) {
    for (HyperParameter<O> p : all) {
      command.addOption(
          OptionSpec.builder("--" + p.name())
              .paramLabel(p.label())
              .description(p.description() + " Default: ${DEFAULT-VALUE}.")
              .type(p.space().type())
              .defaultValue(defaultOf(p))
              .build());
    }
  }

  /**
   * What was chosen on the command line of a command that has the options.
   *
   * @throws IllegalArgumentException if a value cannot be, beginning with the name
   */
  public Settings chosen(CommandSpec command) {
    Map<String, String> values = new LinkedHashMap<>();
    for (HyperParameter<O> p : all) {
      Object value = command.findOption("--" + p.name()).getValue();
      values.put(p.name(), p.canonical(value.toString()));
    }
    return new Settings(values);
  }
}
