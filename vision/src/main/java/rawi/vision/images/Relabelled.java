package rawi.vision.images;

import java.util.List;
import java.util.stream.IntStream;

/** The pictures of another source, their classes found by name in another list. */
record Relabelled(ImageSource source, List<String> classes, int[] places) implements ImageSource {
  static Relabelled of(ImageSource source, List<String> classes) {
    int[] places = source.classes().stream().mapToInt(classes::indexOf).toArray();
    IntStream.range(0, source.size())
        .filter(i -> places[source.label(i)] < 0)
        .findFirst()
        .ifPresent(
            i -> {
              throw new ImageFileException(
                  "%s: class '%s' was not seen in training; known: %s"
                      .formatted(
                          source.name(i),
                          source.classes().get(source.label(i)),
                          String.join(", ", classes)));
            });
    return new Relabelled(source, List.copyOf(classes), places);
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int label(int index) {
    return places[source.label(index)];
  }

  @Override
  public Image image(int index) {
    return source.image(index);
  }

  @Override
  public String name(int index) {
    return source.name(index);
  }

  @Override
  public void close() {
    source.close();
  }
}
