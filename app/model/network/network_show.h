// What the page about a network shows: the picture as the network sees it, what every layer made of
// it, and the boxes; made in the background.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/base/background.h"
#include "app/model/network/network.h"
#include "app/paint/rgba8.h"

namespace twofold::model {
inline namespace network {

/// Channels of a layer that are painted: the first ones.
inline constexpr int kPaintedChannels = 12;

/// A network's run on one picture, painted.
struct NetworkShow {
  std::shared_ptr<const TrainedNetwork> network;
  int side = 0;
  core::Extent shown{0, 0};  ///< of the square, at the top left, the picture
  std::vector<LayerFacts> facts;
  std::vector<Box> boxes;
  double seconds = 0;  ///< that the layers took

  std::shared_ptr<const paint::Rgba8> picture;  ///< the square
  /// Of every layer its first channels, each on a scale of its own.
  std::vector<std::vector<std::shared_ptr<const paint::Rgba8>>> channels;
};

/// What is asked for.
struct NetworkRequest {
  std::shared_ptr<const TrainedNetwork> network;
  std::shared_ptr<const core::Tensor> picture;  ///< values from 0 to 1; the first of a batch counts
  int side = 416;
  bool light = false;  ///< for a light window

  bool operator==(const NetworkRequest&) const = default;
};

NetworkShow make_show(const NetworkRequest& request, const core::StopFlag* stop = nullptr);

/// Makes the newest request's show in the background.
class NetworkShower final : private base::Task {
 public:
  /// `background` outlives this. `wake` is called in the background when there is something new.
  NetworkShower(base::Background& background, std::function<void()> wake);
  ~NetworkShower() override;
  NetworkShower(const NetworkShower&) = delete;
  NetworkShower& operator=(const NetworkShower&) = delete;

  /// Does nothing if it was asked for last.
  void request(const NetworkRequest& request);
  /// Nobody looks any more: what was asked for is let go.
  void stop();
  /// That of the last request that is done; null before the first.
  std::shared_ptr<const NetworkShow> latest() const;
  bool busy() const;
  /// Why the newest request could not be carried out, once; empty if it could.
  std::string take_failure();

 private:
  bool turn() override;

  base::Background& background_;
  std::function<void()> wake_;

  mutable std::mutex mutex_;  // for all below
  std::optional<NetworkRequest> asked_;
  std::optional<NetworkRequest> waiting_;
  std::shared_ptr<const NetworkShow> latest_;
  std::string failure_;
  bool running_ = false;
  core::StopFlag stop_ = false;
};

}  // namespace network
}  // namespace twofold::model
