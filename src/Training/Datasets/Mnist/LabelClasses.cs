using System.Globalization;
using Mantissa.Training.Datasets.Packed;

namespace Mantissa.Training.Datasets.Mnist;

/// <summary>What the numbers of a label file mean.</summary>
/// <param name="Names">The classes.</param>
/// <param name="Numbers">The number of each, where it is not its place.</param>
internal sealed record LabelClasses(IReadOnlyList<string> Names, IReadOnlyList<int>? Numbers)
{
    private const int HeaderBytes = 8;

    /// <param name="names">The classes of a published set; <see langword="null"/> when every number that occurs in training is a class.</param>
    /// <param name="train">Training labels and the file that they are in.</param>
    /// <param name="test">Test labels, if any.</param>
    /// <exception cref="DatasetFileException">A label is no class.</exception>
    public static LabelClasses Of(IReadOnlyList<string>? names, (string Path, PackedImages Images) train, (string Path, PackedImages Images)? test)
    {
        var numbers = names is null ? train.Images.Labels.Distinct().Order().ToArray() : null;
        var classes = new LabelClasses(names ?? [.. numbers!.Select(number => number.ToString(CultureInfo.InvariantCulture))], numbers);
        foreach (var (path, images) in test is { } given ? [train, given] : new[] { train })
        {
            for (var i = 0; i < images.Count; i++)
            {
                if (classes.IndexOf(images.Labels[i]) is null)
                {
                    throw new DatasetFileException(
                        $"'{Path.GetFileName(path)}' has the label {images.Labels[i]} at byte {HeaderBytes + i:N0}, which is no class: {classes.Known}. It is damaged or of another set.");
                }
            }
        }

        return classes;
    }

    public PackedImages Apply(PackedImages images) =>
        Numbers is null ? images : images with { Labels = [.. images.Labels.Select(label => IndexOf(label)!.Value)] };

    private string Known => Numbers is null ? $"labels are 0 to {Names.Count - 1}" : $"training has {string.Join(", ", Names.Take(12))}";

    private int? IndexOf(int label)
    {
        if (Numbers is null)
            return label < Names.Count ? label : null;
        var index = Numbers.TakeWhile(number => number != label).Count();
        return index < Numbers.Count ? index : null;
    }
}
