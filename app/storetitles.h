// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

class OperationsModel;
class StoresModel;
class UploadsModel;

/// Lets operations and uploads show the names of the stores that are known instead of their resource names. The models
/// must be destroyed before the stores.
void showStoreTitles(const StoresModel &stores, OperationsModel &operations, UploadsModel &uploads);

} // namespace pollux
