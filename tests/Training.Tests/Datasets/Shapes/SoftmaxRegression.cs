using System.Numerics;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Loading;

namespace Mantissa.Training.Tests.Datasets.Shapes;

/// <summary>
/// The linear model: one weight per pixel and class, trained by stochastic gradient descent on the cross-entropy of its softmax.
/// </summary>
public sealed class SoftmaxRegression(int inputs, int classes)
{
    private readonly float[][] _weights = [.. Enumerable.Range(0, classes).Select(_ => new float[inputs])];
    private readonly float[] _biases = new float[classes];

    public void Train(ImageDataset dataset, int epochs, float learningRate, float weightDecay)
    {
        using var loader = new BatchLoader(dataset.Train, new()
        {
            Batch = 50, Shuffle = true, DropLast = true, Normalisation = Normalisation.Standard(dataset.Colours), Seed = 1,
        });
        for (var step = 0; step < epochs * loader.BatchesPerEpoch; step++)
        {
            var rate = learningRate * (1 - ((float)step / (epochs * loader.BatchesPerEpoch)));
            var batch = loader.Next();
            foreach (var weights in _weights)
                Scale(weights, 1 - (rate * weightDecay));
            for (var i = 0; i < batch.Count; i++)
            {
                var image = batch.Images.Slice(i * inputs, inputs);
                var probabilities = Probabilities(image);
                for (var label = 0; label < classes; label++)
                {
                    var error = probabilities[label] - (batch.Labels[i] == label ? 1 : 0);
                    AddScaled(_weights[label], image, -rate * error / batch.Count);
                    _biases[label] -= rate * error / batch.Count;
                }
            }
        }
    }

    public double Accuracy(ImageDataset dataset, ImageSplit split)
    {
        using var loader = new BatchLoader(split, new() { Batch = 100, Normalisation = Normalisation.Standard(dataset.Colours) });
        var correct = 0;
        for (var step = 0; step < loader.BatchesPerEpoch; step++)
        {
            var batch = loader.Next();
            for (var i = 0; i < batch.Count; i++)
            {
                var probabilities = Probabilities(batch.Images.Slice(i * inputs, inputs));
                correct += Array.IndexOf(probabilities, probabilities.Max()) == batch.Labels[i] ? 1 : 0;
            }
        }

        return (double)correct / split.Count;
    }

    private float[] Probabilities(ReadOnlySpan<float> image)
    {
        var scores = new float[classes];
        for (var label = 0; label < classes; label++)
            scores[label] = _biases[label] + Dot(_weights[label], image);
        var highest = scores.Max();
        var exponentials = scores.Select(score => MathF.Exp(score - highest)).ToArray();
        var sum = exponentials.Sum();
        return [.. exponentials.Select(e => e / sum)];
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < a.Length; i += Vector<float>.Count)
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        return Vector.Sum(sum);
    }

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        for (var i = 0; i < target.Length; i += Vector<float>.Count)
            (new Vector<float>(target[i..]) + (new Vector<float>(source[i..]) * factor)).CopyTo(target[i..]);
    }

    private static void Scale(Span<float> target, float factor)
    {
        for (var i = 0; i < target.Length; i += Vector<float>.Count)
            (new Vector<float>(target[i..]) * factor).CopyTo(target[i..]);
    }
}
