using System.Diagnostics;

namespace Mantissa.Training.Trainers.Recording;

/// <summary>Times the training steps alone: evaluation, sampling and checkpoints between them do not count.</summary>
internal sealed class StepClock
{
    private long _start;
    private TimeSpan _elapsed;
    private TimeSpan _waited;
    private long _images;
    private int _steps;

    public void Begin() => _start = Stopwatch.GetTimestamp();

    public void End(long images, TimeSpan waited)
    {
        _elapsed += Stopwatch.GetElapsedTime(_start);
        _waited += waited;
        _images += images;
        _steps++;
    }

    public TimeSpan Elapsed => _elapsed;

    public double ImagesPerSecond => _elapsed > TimeSpan.Zero ? _images / _elapsed.TotalSeconds : 0;

    /// <summary>Milliseconds of a step, on average.</summary>
    public double StepMilliseconds => _steps > 0 ? _elapsed.TotalMilliseconds / _steps : 0;

    /// <summary>Milliseconds of a step in which it waited for images, on average.</summary>
    public double WaitMilliseconds => _steps > 0 ? _waited.TotalMilliseconds / _steps : 0;

    public void Restart() => (_elapsed, _waited, _images, _steps) = (TimeSpan.Zero, TimeSpan.Zero, 0, 0);
}
