using System.Diagnostics;
using System.Globalization;

namespace Mantissa.Benchmarks.Training;

/// <summary>The program of <c>benchmarks/native</c>: the same network in C++, waiting to be told how many steps to do.</summary>
internal sealed class NativeBaseline : IDisposable
{
    private readonly Process _process;

    private NativeBaseline(Process process, long parameters) => (_process, Parameters) = (process, parameters);

    /// <summary>Number of weights; a benchmark of two different networks would be worth nothing.</summary>
    public long Parameters { get; }

    /// <summary>Builds the program where its sources are newer, and starts it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be built or does not start; the message says why.</exception>
    public static NativeBaseline Start(string network, int batch, int threads)
    {
        var home = Environment.GetEnvironmentVariable("MANTISSA_HOME")
            ?? throw new InvalidOperationException("MANTISSA_HOME is not set: start the benchmark with ./mantissa bench training.");
        var build = Path.Combine(home, "artifacts", "native", "baseline");
        Build("-S", Path.Combine(home, "benchmarks", "native"), "-B", build, "-DCMAKE_BUILD_TYPE=Release");
        Build("--build", build, "--parallel", Text(Environment.ProcessorCount));

        // No setting of ours: it runs as it would for whoever wrote it.
        var start = new ProcessStartInfo(Path.Combine(build, "training_baseline"), [network, Text(batch), Text(threads)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        return process.StandardOutput.ReadLine()?.Split(' ') is ["ready", var parameters]
            ? new(process, long.Parse(parameters, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{start.FileName} did not start; its message is above.");
    }

    /// <summary>Does <paramref name="steps"/> steps and gives the time of each in milliseconds.</summary>
    public IReadOnlyList<double> Run(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        _process.StandardInput.Flush();
        return [.. Enumerable.Range(0, steps).Select(_ => double.Parse(
            _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The program in C++ ended before its steps were done."),
            CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Build(params string[] arguments)
    {
        using var cmake = Process.Start(new ProcessStartInfo("cmake", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = cmake.StandardError.ReadToEndAsync();
        var output = cmake.StandardOutput.ReadToEnd();
        cmake.WaitForExit();
        if (cmake.ExitCode != 0)
            throw new InvalidOperationException($"The program in C++ could not be built:\n{output}{errors.Result}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
