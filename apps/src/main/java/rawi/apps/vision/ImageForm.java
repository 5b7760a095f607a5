package rawi.apps.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import rawi.apps.cli.Usage;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.images.ImageSource;

/** The options that say what all images are brought to. */
public final class ImageForm {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?");

  @Option(
      names = "--image-size",
      paramLabel = "N|HxW",
      description = "Height and width that images are brought to. Default: the architecture's.")
  private Optional<String> size = Optional.empty();

  @Option(
      names = "--channels",
      paramLabel = "1|3",
      description = "1: grey, 3: colour. Default: those of the first image.")
  private Optional<Integer> channels = Optional.empty();

  @Option(
      names = "--crop",
      description = "Take the largest inner part of these proportions, instead of distorting.")
  private boolean crop;

  /** The same as words of a command line; none where nothing was said. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    size.ifPresent(given -> words.addAll(List.of("--image-size", given)));
    channels.ifPresent(given -> words.addAll(List.of("--channels", given.toString())));
    if (crop) {
      words.add("--crop");
    }
    return words;
  }

  /**
   * The form of all images.
   *
   * @throws Usage if an option is no size
   */
  public Form of(ImageSource images, int side) {
    String wanted = size.orElse(Integer.toString(side));
    Matcher matcher = SIZE.matcher(wanted);
    if (!matcher.matches()) {
      throw new Usage(
          "--image-size: expected a number or height x width, such as 32 or 24x32, got '%s'"
              .formatted(wanted));
    }
    int height = Integer.parseInt(matcher.group(1));
    int width = Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(height);
    int depth = channels.orElseGet(() -> images.image(0).channels());
    return Usage.check(() -> new Form(height, width, depth, crop));
  }
}
