package rawi.nn.training;

import java.nio.file.Path;
import java.util.Optional;
import rawi.nn.Network;
import rawi.nn.saving.Contents;
import rawi.nn.saving.ModelFile;
import rawi.nn.saving.RawiFile;
import rawi.nn.saving.SpecTypes;

/**
 * A model out of a file, with the state of its training if that was kept.
 *
 * @param state what {@link Trainer#resume} goes on from
 */
public record SavedModel(Network network, Optional<TrainingState> state) {
  /**
   * Writes a model with the state of its training; nothing is left under the name unless all of it
   * is.
   *
   * @throws IllegalArgumentException naming a layer whose type is not registered
   * @throws rawi.nn.saving.ModelFileException if the file cannot be written
   */
  public static void write(Path file, Network network, TrainingState state, SpecTypes types) {
    RawiFile.write(file, TrainingEntry.add(ModelFile.of(types).contents(network), state));
  }

  /**
   * Reads a model, whether the state of its training was kept or not.
   *
   * @throws rawi.nn.saving.ModelFileException if the file is not a whole model of a known version
   */
  public static SavedModel read(Path file, SpecTypes types) {
    Contents contents = RawiFile.read(file, ModelFile.KIND);
    return new SavedModel(
        ModelFile.of(types).network(file.toString(), contents), TrainingEntry.in(contents));
  }
}
