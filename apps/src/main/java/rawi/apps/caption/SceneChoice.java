package rawi.apps.caption;

import java.nio.file.Files;
import java.nio.file.Path;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.scenes.SceneOptions;
import rawi.apps.caption.scenes.Scenes;
import rawi.apps.cli.Session;

/** What {@code --data} names: a folder, or the drawn scenes. */
final class SceneChoice {
  private SceneChoice() {}

  /**
   * Reads a folder; {@code scenes}, where there is no such folder, are drawn by the seed.
   *
   * @throws rawi.apps.cli.Failure as {@link CaptionData#read}
   */
  static CaptionData read(Path data, Session session) {
    return data.toString().equals(Scenes.NAME) && !Files.exists(data)
        ? Scenes.of(SceneOptions.defaults(session.seed()))
        : CaptionData.read(data);
  }
}
